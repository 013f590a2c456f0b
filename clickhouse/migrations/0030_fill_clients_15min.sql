-- Fills clients_15min from what was stored before there was the rollup.
--
-- Why: the view by client is to show the past too.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.clients_15min
SELECT *
FROM
(
    SELECT
        account,
        toStartOfFifteenMinutes(at) AS slot,
        domain,
        client,
        kind,
        verdict,
        place,
        sum(toInt64(sign)) AS hits
    FROM trueopen.hits
    GROUP BY account, slot, domain, client, kind, verdict, place
)
WHERE (SELECT count() FROM trueopen.clients_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_clients_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
