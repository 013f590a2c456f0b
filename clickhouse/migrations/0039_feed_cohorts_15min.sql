-- Feeds cohorts_15min from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
-- Not filled from the past: hits had no time of sending then.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.cohorts_15min_mv TO trueopen.cohorts_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfFifteenMinutes(sent_at) AS sent_slot,
    domain,
    mailbox,
    campaign,
    toUInt16(least(greatest(intDiv(toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(sent_at), 86400000), 0), 65535)) AS age_days,
    sum(toInt64(sign)) AS opened
FROM trueopen.hits
WHERE verdict IN ('PERSON', 'PERSON_VIA_PROXY')
  AND toUnixTimestamp64Milli(sent_at) > 0
  AND (kind = 'OPEN' AND place = 'FIRST' OR has(reason_rules, 'click-implies-open'))
GROUP BY account, sent_slot, domain, mailbox, campaign, age_days
COMMENT 'Feeds cohorts_15min from hits'
