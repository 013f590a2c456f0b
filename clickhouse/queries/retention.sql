-- How long each table that names people keeps its rows, as the tables themselves say; 0 for as long as the store stands.
-- Parameters: none.
SELECT
    name,
    toInt64OrZero(extract(create_table_query, 'toIntervalDay\\((\\d+)\\)')) AS days
FROM system.tables
WHERE database = 'trueopen'
  AND name IN ('hits', 'late_hits', 'corrections', 'deliveries', 'delivery_statuses', 'engagement', 'settings_changes', 'dead_letters')
ORDER BY name
