-- Campaigns with mail sent in a range, and what that mail adds up to; mail without a campaign is left out.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); search, part of a name, empty for all.
SELECT
    toString(e.campaign) AS name,
    toDateTime64(max(e.slot), 3, 'UTC') AS last_sent,
    toDateTime64(min(e.slot), 3, 'UTC') AS first_sent,
    toInt64(sum(e.deliveries)) AS deliveries,
    toInt64(sum(e.opens_trackable)) AS opens_trackable,
    toInt64(sum(e.clicks_trackable)) AS clicks_trackable,
    toInt64(sum(e.tracked_raw_opened)) AS raw_opened,
    toInt64(sum(e.tracked_opened)) AS opened,
    toInt64(sum(e.tracked_unknowable)) AS unknowable,
    toInt64(sum(e.tracked_machine_only)) AS machine_only,
    toInt64(sum(e.clicked)) AS clicked,
    toInt64(sum(e.tracked_clicked)) AS tracked_clicked,
    toInt64(sum(e.opens)) AS opens,
    toInt64(sum(e.clicks)) AS clicks,
    toInt64(sum(e.machine_opens)) AS machine_opens,
    toInt64(sum(e.machine_clicks)) AS machine_clicks,
    toInt64(sum(e.forwards)) AS forwards,
    toInt64(sum(e.forwarded)) AS forwarded
FROM trueopen.engagement_15min AS e
WHERE e.account = {account:String}
  AND e.slot >= {from:DateTime('UTC')}
  AND e.slot < {to:DateTime('UTC')}
  AND e.campaign != ''
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(e.campaign, {search:String}) > 0)
GROUP BY name
HAVING deliveries != 0
ORDER BY last_sent DESC, name
LIMIT 5000
