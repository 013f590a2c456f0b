-- Hits by the client they came from, the most used first. Reloads are left out. By the time of the hit.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); domains (of the sender), empty for all.
SELECT
    toString(c.client) AS client_family,
    toInt64(sum(c.opens)) AS opens,
    toInt64(sum(c.clicks)) AS clicks,
    toInt64(sum(c.unknowable_hits)) AS unknowable_hits,
    toInt64(sum(c.machine_hits)) AS machine_hits,
    toInt64(sum(c.hits)) AS found
FROM trueopen.client_hits_15min AS c
WHERE c.account = {account:String}
  AND c.slot >= {from:DateTime('UTC')}
  AND c.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR c.domain IN {domains:Array(String)})
GROUP BY c.client
HAVING found != 0
ORDER BY found DESC, client_family
