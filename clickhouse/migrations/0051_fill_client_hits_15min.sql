-- Fills client_hits_15min from what was stored before there was the rollup.
--
-- Why: the view by client is to show the past too; from clients_15min, which outlives the hits.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.client_hits_15min
SELECT *
FROM
(
    SELECT
        account,
        slot,
        domain,
        client,
        sumIf(c.hits, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS opens,
        sumIf(c.hits, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS clicks,
        sumIf(c.hits, verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS unknowable_hits,
        sumIf(c.hits, verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN')) AS machine_hits,
        sum(c.hits) AS hits
    FROM trueopen.clients_15min AS c
    WHERE place != 'RELOAD'
    GROUP BY account, slot, domain, client
)
WHERE (SELECT count() FROM trueopen.client_hits_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_client_hits_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
