-- As overview_totals, for filters that no rollup knows: the domain mail went to, and the client that touched it. It reads
-- the standing of each delivery of the range.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); domains, mailboxes, campaigns,
--   recipient_domains, clients, each empty for all. With clients, the deliveries that one of them touched.
SELECT
    toInt64(sum(e.sign)) AS deliveries,
    toInt64(sum(e.sign * e.opens_trackable)) AS opens_trackable,
    toInt64(sum(e.sign * e.clicks_trackable)) AS clicks_trackable,
    toInt64(sum(e.sign * e.opens_trackable * e.raw_opened)) AS raw_opened,
    toInt64(sum(e.sign * e.opens_trackable * e.opened)) AS opened,
    toInt64(sum(e.sign * e.opens_trackable * e.unknowable)) AS unknowable,
    toInt64(sum(e.sign * e.opens_trackable * e.machine_only)) AS machine_only,
    toInt64(sum(e.sign * e.clicked)) AS clicked,
    toInt64(sum(e.sign * e.opens_trackable * e.clicked)) AS tracked_clicked,
    toInt64(sum(toInt64(e.sign) * e.opens)) AS opens,
    toInt64(sum(toInt64(e.sign) * e.clicks)) AS clicks,
    toInt64(sum(toInt64(e.sign) * e.machine_opens)) AS machine_opens,
    toInt64(sum(toInt64(e.sign) * e.machine_clicks)) AS machine_clicks,
    toInt64(sum(toInt64(e.sign) * e.forwards)) AS forwards,
    toInt64(sum(e.sign * (e.forwards > 0))) AS forwarded
FROM trueopen.engagement AS e
WHERE e.account = {account:String}
  AND e.sent_at >= {from:DateTime('UTC')}
  AND e.sent_at < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
  AND (empty({recipient_domains:Array(String)}) OR e.recipient_domain IN {recipient_domains:Array(String)})
  AND (empty({clients:Array(String)}) OR e.delivery_id IN
      (
          SELECT delivery_id
          FROM trueopen.hits
          WHERE account = {account:String}
            AND at >= {from:DateTime('UTC')}
            AND client IN {clients:Array(String)}
          GROUP BY delivery_id, hit_id
          HAVING sum(sign) > 0
      ))
