SELECT toString(client) AS client_family,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS opens,
    toInt64(sumIf(sign, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    toInt64(sumIf(sign, verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_hits,
    toInt64(sumIf(sign, verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_hits,
    toInt64(sum(sign)) AS found
FROM trueopen.hits
WHERE account = {account:String} AND at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')} AND place != 'RELOAD'
GROUP BY client
