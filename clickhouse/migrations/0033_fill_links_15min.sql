-- Fills links_15min from what was stored before there was the rollup.
--
-- Why: the view by link is to show the past too.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.links_15min
SELECT *
FROM
(
    SELECT
        account,
        campaign,
        toStartOfFifteenMinutes(at) AS slot,
        url,
        link,
        domain,
        mailbox,
        sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS clicks,
        sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FIRST' AND NOT startsWith(delivery_id, 'all-')) AS clickers,
        sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FORWARD') AS forward_clicks,
        sumIf(toInt64(sign), verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS unknowable_clicks,
        sumIf(toInt64(sign), verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN')) AS machine_clicks
    FROM trueopen.hits
    WHERE kind = 'CLICK' AND place != 'RELOAD'
    GROUP BY account, campaign, slot, url, link, domain, mailbox
)
WHERE (SELECT count() FROM trueopen.links_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_links_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
