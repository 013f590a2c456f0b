-- As hits_by_hour, for filters that no rollup knows: the domain mail went to, and the client of the hit. It reads the hits.
-- Parameters: account; from and to, whole hours, [from, to); domains, mailboxes, campaigns, recipient_domains, clients,
--   each empty for all.
WITH
    verdict IN ('PERSON', 'PERSON_VIA_PROXY') AS by_people,
    verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN') AS by_unknowable
SELECT
    toStartOfHour(toDateTime(at, 'UTC')) AS hour,
    toInt64(sumIf(sign, kind = 'OPEN' AND by_people)) AS people_opens,
    toInt64(sumIf(sign, kind = 'OPEN' AND by_unknowable)) AS unknowable_opens,
    toInt64(sumIf(sign, kind = 'OPEN' AND NOT by_people AND NOT by_unknowable)) AS machine_opens,
    toInt64(sumIf(sign, kind = 'CLICK' AND by_people)) AS people_clicks,
    toInt64(sumIf(sign, kind = 'CLICK' AND by_unknowable)) AS unknowable_clicks,
    toInt64(sumIf(sign, kind = 'CLICK' AND NOT by_people AND NOT by_unknowable)) AS machine_clicks
FROM trueopen.hits
WHERE account = {account:String}
  AND at >= {from:DateTime('UTC')}
  AND at < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
  AND (empty({clients:Array(String)}) OR client IN {clients:Array(String)})
  AND (empty({recipient_domains:Array(String)}) OR delivery_id IN
      (
          SELECT delivery_id
          FROM trueopen.deliveries
          WHERE account = {account:String} AND recipient_domain IN {recipient_domains:Array(String)}
      ))
  AND place != 'RELOAD'
GROUP BY hour
ORDER BY hour
