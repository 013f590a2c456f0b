-- Fills decisions_15min from what was stored before there was the rollup.
--
-- Why: the list of what is left out is to show the past too.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.decisions_15min
SELECT *
FROM
(
    SELECT
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
)
WHERE (SELECT count() FROM trueopen.decisions_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_decisions_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
