-- Opens and clicks by the hour of the hit, by who was behind them. Reloads are left out: they are
-- the same reader within seconds.
-- Without a filter by mailbox or campaign it reads the account's own rollup, which is much smaller.
-- Parameters: account; from and to, whole hours, [from, to); domains, mailboxes, campaigns, each empty for all.
WITH
    verdict IN ('PERSON', 'PERSON_VIA_PROXY') AS by_people,
    verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN') AS by_unknowable
SELECT
    toStartOfHour(slot) AS hour,
    toInt64(sumIf(hits, kind = 'OPEN' AND by_people)) AS people_opens,
    toInt64(sumIf(hits, kind = 'OPEN' AND by_unknowable)) AS unknowable_opens,
    toInt64(sumIf(hits, kind = 'OPEN' AND NOT by_people AND NOT by_unknowable)) AS machine_opens,
    toInt64(sumIf(hits, kind = 'CLICK' AND by_people)) AS people_clicks,
    toInt64(sumIf(hits, kind = 'CLICK' AND by_unknowable)) AS unknowable_clicks,
    toInt64(sumIf(hits, kind = 'CLICK' AND NOT by_people AND NOT by_unknowable)) AS machine_clicks
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
GROUP BY hour
ORDER BY hour
