-- Clicks by link: how often people followed it, on how many deliveries its recipient did, and what others did. Reloads are
-- left out. By the time of the click.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by, as in report_engagement.
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
FROM trueopen.links_15min AS l
WHERE l.account = {account:String}
  AND l.link >= 0 -- not the honeypot, which leads where another one does
  AND l.slot >= {from:DateTime('UTC')}
  AND l.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR l.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR l.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR l.campaign IN {campaigns:Array(String)})
GROUP BY url, key
HAVING clicks != 0 OR unknowable_clicks != 0 OR machine_clicks != 0
ORDER BY clicks DESC, machine_clicks DESC, url, key
