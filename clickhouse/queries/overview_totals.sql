-- The headline figures: what the deliveries sent in a range add up to.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); domains, mailboxes, campaigns, each empty for all.
-- A click by a person implies an open, also where opens were not tracked. Such deliveries are not in the open rate's
-- denominator, so its numerators are counted among trackable mail only.
SELECT
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
  AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
