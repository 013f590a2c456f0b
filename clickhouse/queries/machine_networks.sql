-- From which networks machines came, the busiest first: their hits, on how many deliveries, and one of those to look at.
-- By the time of the hit; anonymous mail keeps no network and is left out.
-- Parameters: account; from and to, [from, to).
SELECT
    network,
    toInt64(sum(sign)) AS hits,
    toInt64(sumIf(sign, kind = 'CLICK')) AS clicks,
    toInt64(uniqExact(delivery_id)) AS deliveries,
    arraySort(groupUniqArray(5)(toString(verdict))) AS classes,
    max(at) AS last_at,
    argMax(delivery_id, at) AS sample
FROM
(
    SELECT network, kind, delivery_id, hit_id, at, verdict, sum(sign) AS sign
    FROM trueopen.hits
    WHERE account = {account:String}
      AND at >= {from:DateTime('UTC')}
      AND at < {to:DateTime('UTC')}
      AND verdict IN ('PROVIDER_PREFETCH', 'SECURITY_SCANNER', 'LINK_PREVIEW', 'DECLARED_BOT', 'OWN_TRAFFIC')
      AND network != ''
    GROUP BY network, kind, delivery_id, hit_id, at, verdict, place
    HAVING sign > 0
)
GROUP BY network
ORDER BY hits DESC, network
LIMIT 50
