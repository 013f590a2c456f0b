-- Shows engagement_15min by the hour under the old name.
--
-- Why: who reads engagement_hourly goes on reading the same numbers.
CREATE VIEW IF NOT EXISTS trueopen.engagement_hourly
AS SELECT
    e.account AS account,
    toStartOfHour(e.slot) AS hour,
    e.domain AS domain,
    e.mailbox AS mailbox,
    e.campaign AS campaign,
    sum(e.deliveries) AS deliveries,
    sum(e.opens_trackable) AS opens_trackable,
    sum(e.clicks_trackable) AS clicks_trackable,
    sum(e.raw_opened) AS raw_opened,
    sum(e.opened) AS opened,
    sum(e.unknowable) AS unknowable,
    sum(e.machine_only) AS machine_only,
    sum(e.clicked) AS clicked,
    sum(e.machine_clicked) AS machine_clicked,
    sum(e.opens) AS opens,
    sum(e.clicks) AS clicks,
    sum(e.machine_opens) AS machine_opens,
    sum(e.machine_clicks) AS machine_clicks,
    sum(e.forwards) AS forwards
FROM trueopen.engagement_15min AS e
GROUP BY account, hour, domain, mailbox, campaign
COMMENT 'engagement_15min by the hour of UTC'
