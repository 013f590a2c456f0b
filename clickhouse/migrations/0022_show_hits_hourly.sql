-- Shows hits_15min by the hour under the old name.
--
-- Why: who reads hits_hourly goes on reading the same numbers.
CREATE VIEW IF NOT EXISTS trueopen.hits_hourly
AS SELECT
    h.account AS account,
    toStartOfHour(h.slot) AS hour,
    h.domain AS domain,
    h.mailbox AS mailbox,
    h.campaign AS campaign,
    h.kind AS kind,
    h.verdict AS verdict,
    h.place AS place,
    sum(h.hits) AS hits
FROM trueopen.hits_15min AS h
GROUP BY account, hour, domain, mailbox, campaign, kind, verdict, place
COMMENT 'hits_15min by the hour of UTC'
