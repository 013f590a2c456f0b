-- Clicks by link: how often people followed it, on how many deliveries its recipient did, and what others did. Reloads are
-- left out. By the time of the click.
-- Without a filter by campaign it reads the rollup by the hour, which is much smaller, if hours are exact: the range begins
-- and ends with one, and the zone's hours are those of UTC throughout.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by, as in report_engagement.
WITH
    empty({campaigns:Array(String)})
    AND {from:DateTime('UTC')} = toStartOfHour({from:DateTime('UTC')})
    AND {to:DateTime('UTC')} = toStartOfHour({to:DateTime('UTC')})
    AND arrayAll(
        day -> timeZoneOffset(toTimeZone({from:DateTime('UTC')} + INTERVAL day DAY, {zone:String})) % 3600 = 0,
        range(toUInt32(dateDiff('day', {from:DateTime('UTC')}, {to:DateTime('UTC')}) + 1))) AS by_the_hour
SELECT
    url,
    multiIf(
        {by:String} = 'hour', toString(toStartOfHour(l.slot, {zone:String})),
        {by:String} = 'day', toString(toDate(l.slot, {zone:String})),
        {by:String} = 'domain', toString(l.domain),
        {by:String} = 'mailbox', toString(l.mailbox),
        {by:String} = 'campaign', toString(l.campaign),
        '') AS key,
    toInt64(sum(l.clicks)) AS clicks,
    toInt64(sum(l.clickers)) AS clickers,
    toInt64(sum(l.forward_clicks)) AS forward_clicks,
    toInt64(sum(l.unknowable_clicks)) AS unknowable_clicks,
    toInt64(sum(l.machine_clicks)) AS machine_clicks
FROM
(
    SELECT
        slot, campaign, url, domain, mailbox, clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks
    FROM trueopen.links_1h
    WHERE by_the_hour
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
    UNION ALL
    SELECT
        slot, campaign, url, domain, mailbox, clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks
    FROM trueopen.links_15min
    WHERE NOT by_the_hour
      AND link >= 0 -- not the honeypot, which leads where another one does
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
) AS l
GROUP BY url, key
HAVING clicks != 0 OR unknowable_clicks != 0 OR machine_clicks != 0
ORDER BY clicks DESC, machine_clicks DESC, url, key
