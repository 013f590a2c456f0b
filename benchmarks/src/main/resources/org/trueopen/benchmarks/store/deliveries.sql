-- Generates deliveries {first} to {last}.
INSERT INTO trueopen.deliveries
    (account, delivery_id, message_id, sent_at, mailbox, domain, campaign, recipient, recipient_domain, recipient_key,
     subject, has_html, links, unsubscribe_link, opens_tracked, opens_decided_by, clicks_tracked, clicks_decided_by)
SELECT
    if(number % 10 < 7, 'bench', concat('other', toString(number % 3))) AS account,
    leftPad(lower(hex(toUInt64(number))), 16, '0') AS delivery_id,
    concat('m-', campaign) AS message_id,
    {start:DateTime64(3, 'UTC')} + toIntervalMillisecond(number * {interval:UInt64}) AS sent_at,
    concat('m', toString(intDiv(toUnixTimestamp(sent_at), 43200) % 8), '@shop.example') AS mailbox,
    'shop.example' AS domain,
    concat('c', toString(intDiv(toUnixTimestamp(sent_at), 43200))) AS campaign,
    concat('reader', toString(cityHash64(number) % 300000), '@', recipient_domain) AS recipient,
    multiIf(number % 10 < 4, 'gmail.example', number % 10 < 6, 'outlook.example', concat('d', toString(cityHash64(number) % 400), '.example')) AS recipient_domain,
    cityHash64(recipient) AS recipient_key,
    concat('Offers of the day ', campaign) AS subject,
    1 AS has_html,
    arrayMap(i -> concat('https://shop.example/offers/', toString(i), '?utm_campaign=', campaign), range(10)) AS links,
    -1 AS unsubscribe_link,
    1 AS opens_tracked, 'DEFAULT' AS opens_decided_by, 1 AS clicks_tracked, 'DEFAULT' AS clicks_decided_by
FROM numbers({first:UInt64}, {last:UInt64} - {first:UInt64})
