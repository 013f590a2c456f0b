-- Fills account_hits_15min from what was stored before there was the rollup.
--
-- Why: charts are to show the past too; from hits_15min, which outlives the hits.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.account_hits_15min
SELECT *
FROM
(
    SELECT
        account,
        slot,
        domain,
        kind,
        verdict,
        place,
        sum(hits) AS hits
    FROM trueopen.hits_15min
    GROUP BY account, slot, domain, kind, verdict, place
)
WHERE (SELECT count() FROM trueopen.account_hits_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_account_hits_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
