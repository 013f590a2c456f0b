-- Fills delivery_times from what was stored before there was the table.
--
-- Why: pages of past deliveries are to be found too.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.delivery_times
SELECT *
FROM
(
    SELECT account, delivery_id, sent_at
    FROM trueopen.deliveries
)
WHERE (SELECT count() FROM trueopen.delivery_times) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_delivery_times', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
