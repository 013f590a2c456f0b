-- Hits on a campaign's mail by how long after sending they came, and how many deliveries people first opened by then. Ages
-- are upper bounds in seconds, 0 for what is later than all. Reloads are left out, and hits that came before they knew
-- their mail's time of sending.
-- Parameters: account; from and to, whole quarters of an hour, [from, to), of the sending; campaign.
WITH
    verdict IN ('PERSON', 'PERSON_VIA_PROXY') AS by_people,
    verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN') AS by_unknowable,
    intDiv(toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(sent_at), 1000) AS seconds
SELECT
    toInt64(arrayFirst(bound -> seconds <= bound,
        [60, 300, 900, 3600, 7200, 14400, 28800, 43200, 86400, 172800, 259200, 604800, 1209600, 2592000])) AS age_seconds,
    toInt64(sumIf(sign, by_people)) AS people,
    toInt64(sumIf(sign, by_unknowable)) AS unknowable,
    toInt64(sumIf(sign, NOT by_people AND NOT by_unknowable)) AS machines,
    toInt64(sumIf(sign, by_people AND ((kind = 'OPEN' AND place = 'FIRST') OR has(reason_rules, 'click-implies-open'))))
        AS first_opens
FROM trueopen.hits
WHERE account = {account:String}
  AND campaign = {campaign:String}
  AND at >= {from:DateTime('UTC')}
  AND sent_at >= {from:DateTime('UTC')}
  AND sent_at < {to:DateTime('UTC')}
  AND place != 'RELOAD'
GROUP BY age_seconds
ORDER BY age_seconds
