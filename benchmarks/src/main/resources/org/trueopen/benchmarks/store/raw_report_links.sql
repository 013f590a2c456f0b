SELECT url, toString(toDate(at, {zone:String})) AS key,
    toInt64(sumIf(sign, verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    toInt64(sumIf(sign, verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FIRST')) AS clickers,
    toInt64(sumIf(sign, verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FORWARD')) AS forward_clicks,
    toInt64(sumIf(sign, verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_clicks,
    toInt64(sumIf(sign, verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_clicks
FROM trueopen.hits
WHERE account = {account:String} AND at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')} AND place != 'RELOAD' AND kind = 'CLICK'
GROUP BY url, key
HAVING clicks != 0 OR unknowable_clicks != 0 OR machine_clicks != 0
