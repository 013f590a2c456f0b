-- Generates the hits of deliveries {first} to {last}: {hits} each, every twentieth corrected once.
INSERT INTO trueopen.hits
SELECT
    account, delivery_id, hit_id, at, kind, link, pixel, url, 'GET' AS method,
    concat(toString(h % 200 + 11), '.', toString(intDiv(h, 7) % 256), '.', toString(intDiv(h, 11) % 256), '.0/24') AS network,
    ['DE', 'FR', 'GB', 'US', ''][intDiv(h, 19) % 5 + 1] AS country,
    h AS address_hash, client,
    if(change.1, before, verdict) AS verdict,
    place,
    [if(change.1, 'personal-client', 'listed-network')] AS reason_rules,
    [client] AS reason_evidence,
    85 AS confidence, '2026.11.2' AS rule_version,
    if(client IN ('Apple Mail (privacy)', 'Gmail image proxy', 'Yahoo mail proxy'), ['user-agents@2026-11-20'], []) AS lists,
    mailbox, domain, campaign, sent_at,
    change.2 AS sign,
    at + toIntervalMillisecond(if(change.1 AND change.2 = 1, 900, 2000)) AS judged_at
FROM
(
    SELECT
        intDiv(number, {hits:UInt64}) AS d,
        cityHash64(number) AS h,
        if(d % 10 < 7, 'bench', concat('other', toString(d % 3))) AS account,
        leftPad(lower(hex(toUInt64(d))), 16, '0') AS delivery_id,
        lower(concat(hex(toUInt64(number)), '-', hex(h))) AS hit_id,
        {start:DateTime64(3, 'UTC')} + toIntervalMillisecond(d * {interval:UInt64}) AS sent_at,
        sent_at + toIntervalMillisecond(toUInt64(2000 * exp(12 * (intDiv(h, 1000) % 1000) / 1000))) AS at,
        if(h % 10 < 8, 'OPEN', 'CLICK') AS kind,
        if(kind = 'OPEN', -1, toInt16(intDiv(h, 13) % 10)) AS link,
        if(kind = 'OPEN', 'END', '') AS pixel,
        if(kind = 'OPEN', '', concat('https://shop.example/offers/', toString(link), '?utm_campaign=', campaign)) AS url,
        ['Apple Mail (privacy)', 'Gmail image proxy', 'Chrome on Windows', 'Mobile Safari on iOS', 'Outlook on Windows', 'Firefox on Linux', 'Yahoo mail proxy', 'Edge on Windows', 'Samsung Internet on Android', ''][intDiv(h, 17) % 10 + 1] AS client,
        ['PRIVACY_PRELOAD', 'PERSON_VIA_PROXY', 'PERSON', 'PERSON', 'PERSON', 'SECURITY_SCANNER', 'PERSON_VIA_PROXY', 'SECURITY_SCANNER', 'PERSON', 'DECLARED_BOT'][intDiv(h, 17) % 10 + 1] AS verdict,
        if(verdict = 'SECURITY_SCANNER', 'PERSON', 'UNKNOWN') AS before,
        if(number % {hits:UInt64} < 2, 'FIRST', if(h % 3 = 0, 'RELOAD', 'REPEAT')) AS place,
        concat('c', toString(intDiv(toUnixTimestamp(sent_at), 43200))) AS campaign,
        concat('m', toString(intDiv(toUnixTimestamp(sent_at), 43200) % 8), '@shop.example') AS mailbox,
        'shop.example' AS domain,
        arrayJoin(if(intDiv(h, 23) % 20 = 0, [(true, 1), (true, -1), (false, 1)], [(false, 1)])) AS change
    FROM numbers({first:UInt64} * {hits:UInt64}, ({last:UInt64} - {first:UInt64}) * {hits:UInt64})
)
