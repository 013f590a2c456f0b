-- Fills engagement_15min from what was stored before there was the rollup.
--
-- Why: engagement_hourly, which it takes the place of, has neither the quarters of an hour nor all measures.
-- Nothing may be inserted meanwhile: the job is started after the migrator. Run twice it fills once: the table must be
--   empty, and two migrators at once give one token.
INSERT INTO trueopen.engagement_15min
SELECT *
FROM
(
    SELECT
        e.account AS account,
        toStartOfFifteenMinutes(e.sent_at) AS slot,
        e.domain AS domain,
        e.mailbox AS mailbox,
        e.campaign AS campaign,
        sum(toInt64(e.sign)) AS deliveries,
        sum(toInt64(e.sign) * e.opens_trackable) AS opens_trackable,
        sum(toInt64(e.sign) * e.clicks_trackable) AS clicks_trackable,
        sum(toInt64(e.sign) * e.opens_trackable * e.raw_opened) AS tracked_raw_opened,
        sum(toInt64(e.sign) * e.opens_trackable * e.opened) AS tracked_opened,
        sum(toInt64(e.sign) * e.opens_trackable * e.unknowable) AS tracked_unknowable,
        sum(toInt64(e.sign) * e.opens_trackable * e.machine_only) AS tracked_machine_only,
        sum(toInt64(e.sign) * e.opens_trackable * e.clicked) AS tracked_clicked,
        sum(toInt64(e.sign) * e.raw_opened) AS raw_opened,
        sum(toInt64(e.sign) * e.opened) AS opened,
        sum(toInt64(e.sign) * e.unknowable) AS unknowable,
        sum(toInt64(e.sign) * e.machine_only) AS machine_only,
        sum(toInt64(e.sign) * e.clicked) AS clicked,
        sum(toInt64(e.sign) * e.machine_clicked) AS machine_clicked,
        sum(toInt64(e.sign) * e.opens) AS opens,
        sum(toInt64(e.sign) * e.clicks) AS clicks,
        sum(toInt64(e.sign) * e.machine_opens) AS machine_opens,
        sum(toInt64(e.sign) * e.machine_clicks) AS machine_clicks,
        sum(toInt64(e.sign) * e.forwards) AS forwards,
        sum(toInt64(e.sign) * (e.forwards > 0)) AS forwarded,
        sum(toInt64(e.sign) * (e.opens = 1)) AS times_1,
        sum(toInt64(e.sign) * (e.opens = 2)) AS times_2,
        sum(toInt64(e.sign) * (e.opens = 3)) AS times_3,
        sum(toInt64(e.sign) * (e.opens = 4)) AS times_4,
        sum(toInt64(e.sign) * (e.opens >= 5)) AS times_5_up,
        toInt64(count()) AS changes
    FROM trueopen.engagement AS e
    GROUP BY account, slot, domain, mailbox, campaign
)
WHERE (SELECT count() FROM trueopen.engagement_15min) = 0
ORDER BY ALL
SETTINGS insert_deduplication_token = 'fill_engagement_15min', max_partitions_per_insert_block = 0, max_insert_block_size = 10000000, min_insert_block_size_rows = 10000000, min_insert_block_size_bytes = 1000000000
