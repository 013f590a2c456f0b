-- Feeds engagement_hourly from every insert into engagement.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- The prefix e. keeps the sums' arguments apart from their aliases of the same name.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.engagement_hourly_mv TO trueopen.engagement_hourly
AS SELECT
    e.account AS account,
    toStartOfHour(e.sent_at, 'UTC') AS hour,
    e.domain AS domain,
    e.mailbox AS mailbox,
    e.campaign AS campaign,
    sum(toInt64(e.sign)) AS deliveries,
    sum(toInt64(e.sign) * e.opens_trackable) AS opens_trackable,
    sum(toInt64(e.sign) * e.clicks_trackable) AS clicks_trackable,
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
    sum(toInt64(e.sign) * e.forwards) AS forwards
FROM trueopen.engagement AS e
GROUP BY account, hour, domain, mailbox, campaign
COMMENT 'Feeds engagement_hourly from engagement'
