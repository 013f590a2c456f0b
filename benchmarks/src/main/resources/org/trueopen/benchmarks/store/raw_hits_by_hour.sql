SELECT toStartOfHour(toDateTime(at, 'UTC')) AS hour,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS people_opens,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_opens,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_opens,
    toInt64(sumIf(sign, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS people_clicks,
    toInt64(sumIf(sign, kind = 'CLICK' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_clicks,
    toInt64(sumIf(sign, kind = 'CLICK' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_clicks
FROM trueopen.hits
WHERE account = {account:String} AND at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')} AND place != 'RELOAD'
GROUP BY hour
