-- Two numbers that differ as soon as anything on a campaign's page may look different.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); campaigns.
SELECT
    (
        SELECT toInt64(sum(e.changes)) FROM trueopen.engagement_15min AS e
        WHERE e.account = {account:String}
          AND e.slot >= {from:DateTime('UTC')} AND e.slot < {to:DateTime('UTC')}
          AND e.campaign IN {campaigns:Array(String)}
    ) AS changes,
    (
        SELECT toInt64(sum(h.hits)) FROM trueopen.hits_15min AS h
        WHERE h.account = {account:String}
          AND h.slot >= {from:DateTime('UTC')} AND h.slot < {to:DateTime('UTC')}
          AND h.campaign IN {campaigns:Array(String)}
    ) AS hits
