SELECT toInt64(toDayOfWeek(at, 0, {zone:String})) AS weekday, toInt64(toHour(at, {zone:String})) AS hour_of_day,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS opens,
    toInt64(sumIf(sign, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    toInt64(sumIf(sign, kind = 'OPEN' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_opens
FROM trueopen.hits
WHERE account = {account:String} AND at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')} AND place != 'RELOAD'
GROUP BY weekday, hour_of_day
HAVING opens != 0 OR clicks != 0 OR unknowable_opens != 0
