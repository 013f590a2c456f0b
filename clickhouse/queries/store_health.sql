-- How the store is: room on its disk, what the tables take, and how long hits of the last hour took from arrival to
-- their first verdict.
-- Parameters: none.
SELECT
    version() AS version,
    (SELECT toFloat64(sum(free_space)) FROM system.disks) AS free_bytes,
    (SELECT toFloat64(sum(total_space)) FROM system.disks) AS total_bytes,
    (SELECT toFloat64(sum(bytes_on_disk)) FROM system.parts WHERE active AND database = 'trueopen') AS table_bytes,
    (SELECT toInt64(count()) FROM system.parts WHERE active AND database = 'trueopen') AS parts,
    toInt64(count()) AS recent_hits,
    if(count() = 0, 0., quantile(0.95)(seconds)) AS delay_p95_seconds,
    max(judged) AS last_judged
FROM
(
    SELECT
        min(judged_at) AS judged,
        (toUnixTimestamp64Milli(min(judged_at)) - toUnixTimestamp64Milli(any(at))) / 1000. AS seconds
    FROM trueopen.hits
    WHERE at >= now64(3, 'UTC') - INTERVAL 1 HOUR
    GROUP BY account, hit_id
)
