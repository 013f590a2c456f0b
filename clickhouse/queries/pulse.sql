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
        -- Weighted, so that a hit judged anew moves it, too.
        SELECT toInt64(sum(h.hits * toInt64(cityHash64(h.kind, h.verdict, h.place) % 1000003))) FROM trueopen.hits_15min AS h
        WHERE h.account = {account:String}
          AND h.slot >= {from:DateTime('UTC')} AND h.slot < {to:DateTime('UTC')}
          AND (empty({campaigns:Array(String)}) OR h.campaign IN {campaigns:Array(String)})
    ) AS hits,
    (
        SELECT toInt64(count()) FROM trueopen.settings_changes AS c WHERE c.account = {account:String}
    ) AS settings
