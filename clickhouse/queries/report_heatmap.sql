-- When people read and click: their hits by weekday, 1 for Monday to 7 for Sunday, and hour, 0 to 23, of the hit. Reloads
-- are left out. The unknowable are counted apart: preloads show when mail came, not when it was read.
-- Without a filter by mailbox or campaign it reads the account's own rollup, which is much smaller.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all.
SELECT
    toInt64(toDayOfWeek(slot, 0, {zone:String})) AS weekday,
    toInt64(toHour(slot, {zone:String})) AS hour_of_day,
    toInt64(sumIf(hits, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS opens,
    toInt64(sumIf(hits, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    toInt64(sumIf(hits, kind = 'OPEN' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_opens
FROM
(
    SELECT slot, kind, verdict, place, hits
    FROM trueopen.account_hits_15min
    WHERE empty({mailboxes:Array(String)}) AND empty({campaigns:Array(String)})
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
    UNION ALL
    SELECT slot, kind, verdict, place, hits
    FROM trueopen.hits_15min
    WHERE NOT (empty({mailboxes:Array(String)}) AND empty({campaigns:Array(String)}))
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
)
WHERE place != 'RELOAD'
GROUP BY weekday, hour_of_day
HAVING opens != 0 OR clicks != 0 OR unknowable_opens != 0
ORDER BY weekday, hour_of_day
