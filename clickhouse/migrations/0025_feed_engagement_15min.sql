-- Feeds engagement_15min from every insert into engagement.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
-- The prefix e. keeps the sums' arguments apart from their aliases of the same name.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.engagement_15min_mv TO trueopen.engagement_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
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
COMMENT 'Feeds engagement_15min from engagement'
