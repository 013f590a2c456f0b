-- Hits by the client they came from, the most used first. Reloads are left out. By the time of the hit.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); domains (of the sender), empty for all.
SELECT
    toString(client) AS client_family,
    toInt64(sumIf(hits, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS opens,
    toInt64(sumIf(hits, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    toInt64(sumIf(hits, verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_hits,
    toInt64(sumIf(hits, verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_hits,
    toInt64(sum(hits)) AS found
FROM trueopen.clients_15min
WHERE account = {account:String}
  AND slot >= {from:DateTime('UTC')}
  AND slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
  AND place != 'RELOAD'
GROUP BY client
HAVING found != 0
ORDER BY found DESC, client_family
