-- Fills links_1h from what was stored before there was the rollup.
--
-- Why: the view by link is to show the past too; from links_15min, which outlives the hits.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.links_1h
SELECT *
FROM
(
    SELECT
        account,
        toStartOfHour(l.slot) AS slot,
        campaign,
        url,
        domain,
        mailbox,
        sum(l.clicks) AS clicks,
        sum(l.clickers) AS clickers,
        sum(l.forward_clicks) AS forward_clicks,
        sum(l.unknowable_clicks) AS unknowable_clicks,
        sum(l.machine_clicks) AS machine_clicks
    FROM trueopen.links_15min AS l
    WHERE l.link >= 0
    GROUP BY account, slot, campaign, url, domain, mailbox
)
WHERE (SELECT count() FROM trueopen.links_1h) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_links_1h', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
