SELECT
    toInt64(count()) AS deliveries, toInt64(count()) AS opens_trackable, toInt64(count()) AS clicks_trackable,
    toInt64(countIf(n_raw > 0)) AS raw_opened, toInt64(countIf(n_opens + n_clicks > 0)) AS opened,
    toInt64(countIf(n_opens + n_clicks = 0 AND n_unknowable > 0)) AS unknowable,
    toInt64(countIf(n_opens + n_clicks = 0 AND n_unknowable = 0 AND n_machine_opens + n_machine_clicks > 0)) AS machine_only,
    toInt64(countIf(n_clicks > 0)) AS clicked,
    toInt64(countIf(n_clicks > 0)) AS tracked_clicked, toInt64(sum(n_opens)) AS opens, toInt64(sum(n_clicks)) AS clicks,
    toInt64(sum(n_machine_opens)) AS machine_opens, toInt64(sum(n_machine_clicks)) AS machine_clicks, toInt64(0) AS forwards, toInt64(0) AS forwarded
FROM
(
    SELECT
        delivery_id,
        sumIf(sign, kind = 'OPEN') AS n_raw,
        sumIf(sign, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place != 'RELOAD') AS n_opens,
        sumIf(sign, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place != 'RELOAD') AS n_clicks,
        sumIf(sign, kind = 'OPEN' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS n_unknowable,
        sumIf(sign, kind = 'OPEN' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN') AND place != 'RELOAD') AS n_machine_opens,
        sumIf(sign, kind = 'CLICK' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN') AND place != 'RELOAD') AS n_machine_clicks
    FROM trueopen.hits
    WHERE account = {account:String} AND sent_at >= {from:DateTime('UTC')} AND sent_at < {to:DateTime('UTC')}
      AND at >= {from:DateTime('UTC')}
    GROUP BY delivery_id
)
