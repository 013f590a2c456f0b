-- Feeds decisions_15min from every insert into deliveries.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.decisions_15min_mv TO trueopen.decisions_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfFifteenMinutes(sent_at) AS slot,
    domain,
    mailbox,
    campaign,
    multiIf(opens_tracked = 0, toString(opens_decided_by), anonymous = 1, 'ANONYMOUS', '') AS opens_reason,
    multiIf(clicks_tracked = 0, toString(clicks_decided_by), anonymous = 1, 'ANONYMOUS', '') AS clicks_reason,
    toInt64(count()) AS deliveries
FROM trueopen.deliveries
GROUP BY account, slot, domain, mailbox, campaign, opens_reason, clicks_reason
COMMENT 'Feeds decisions_15min from deliveries'
