-- Numbers, one of which differs as soon as any figure of the account may look different.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); campaigns, empty for all.
SELECT
    (
        SELECT toInt64(sum(e.changes)) FROM trueopen.engagement_15min AS e
        WHERE e.account = {account:String}
          AND e.slot >= {from:DateTime('UTC')} AND e.slot < {to:DateTime('UTC')}
          AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
    ) AS changes,
    (
        -- Weighted, so that a hit judged anew moves it, too. Of all campaigns the account's own rollup tells as much.
        SELECT toInt64(sum(hits * toInt64(cityHash64(kind, verdict, place) % 1000003)))
        FROM
        (
            SELECT kind, verdict, place, hits
            FROM trueopen.account_hits_15min
            WHERE empty({campaigns:Array(String)})
              AND account = {account:String}
              AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
            UNION ALL
            SELECT kind, verdict, place, hits
            FROM trueopen.hits_15min
            WHERE campaign IN {campaigns:Array(String)}
              AND account = {account:String}
              AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
        )
    ) AS hits,
    (
        SELECT toInt64(count()) FROM trueopen.settings_changes AS c WHERE c.account = {account:String}
    ) AS settings
