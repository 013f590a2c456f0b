-- Deliveries and what became of them by the domain they went to, the largest first. By the time of sending.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); domains (of the sender), empty for all.
SELECT
    toString(r.recipient_domain) AS recipient_domain,
    toInt64(sum(r.deliveries)) AS deliveries,
    toInt64(sum(r.opens_trackable)) AS opens_trackable,
    toInt64(sum(r.clicks_trackable)) AS clicks_trackable,
    toInt64(sum(r.tracked_raw_opened)) AS raw_opened,
    toInt64(sum(r.tracked_opened)) AS opened,
    toInt64(sum(r.tracked_unknowable)) AS unknowable,
    toInt64(sum(r.tracked_machine_only)) AS machine_only,
    toInt64(sum(r.clicked)) AS clicked,
    toInt64(sum(r.machine_clicked)) AS machine_clicked,
    toInt64(sum(r.opens)) AS opens,
    toInt64(sum(r.clicks)) AS clicks,
    toInt64(sum(r.forwards)) AS forwards,
    if(opens_trackable > 0, opened / opens_trackable, NULL) AS open_rate_floor,
    if(opens_trackable > 0, (opened + unknowable) / opens_trackable, NULL) AS open_rate_ceiling,
    if(clicks_trackable > 0, clicked / clicks_trackable, NULL) AS click_rate
FROM trueopen.recipient_domains_15min AS r
WHERE r.account = {account:String}
  AND r.slot >= {from:DateTime('UTC')}
  AND r.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR r.domain IN {domains:Array(String)})
GROUP BY recipient_domain
HAVING deliveries != 0
ORDER BY deliveries DESC, recipient_domain
