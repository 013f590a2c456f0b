-- Feeds hits_hourly from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it counts, so both follow the same deduplication token.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.hits_hourly_mv TO trueopen.hits_hourly
AS SELECT
    account,
    toStartOfHour(at, 'UTC') AS hour,
    domain,
    mailbox,
    campaign,
    kind,
    verdict,
    place,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
GROUP BY account, hour, domain, mailbox, campaign, kind, verdict, place
COMMENT 'Feeds hits_hourly from hits'
