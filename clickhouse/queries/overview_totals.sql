-- The headline figures: what the deliveries sent in a range add up to.
-- Parameters: account; from and to, whole hours, [from, to).
-- A click by a person implies an open, also where opens were not tracked. Such deliveries are not in the open rate's
-- denominator, so they are taken out of its numerators here; the two flag columns read for it are nearly free.
WITH
(
    SELECT tuple(
        toInt64(sum(sign * raw_opened)), toInt64(sum(sign * opened)), toInt64(sum(sign * unknowable)))
    FROM trueopen.engagement
    WHERE account = {account:String}
      AND sent_at >= {from:DateTime('UTC')}
      AND sent_at < {to:DateTime('UTC')}
      AND opens_trackable = 0
      AND (raw_opened = 1 OR opened = 1 OR unknowable = 1)
) AS not_trackable
SELECT
    toInt64(sum(h.deliveries)) AS deliveries,
    toInt64(sum(h.opens_trackable)) AS opens_trackable,
    toInt64(sum(h.clicks_trackable)) AS clicks_trackable,
    toInt64(sum(h.raw_opened)) - not_trackable.1 AS raw_opened,
    toInt64(sum(h.opened)) - not_trackable.2 AS opened,
    toInt64(sum(h.unknowable)) - not_trackable.3 AS unknowable,
    toInt64(sum(h.machine_only)) AS machine_only,
    toInt64(sum(h.clicked)) AS clicked,
    toInt64(sum(h.opens)) AS opens,
    toInt64(sum(h.clicks)) AS clicks,
    toInt64(sum(h.machine_opens)) AS machine_opens,
    toInt64(sum(h.machine_clicks)) AS machine_clicks,
    toInt64(sum(h.forwards)) AS forwards
FROM trueopen.engagement_hourly AS h
WHERE h.account = {account:String}
  AND h.hour >= {from:DateTime('UTC')}
  AND h.hour < {to:DateTime('UTC')}
