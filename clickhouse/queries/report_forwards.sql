-- Forward reach: deliveries with readers beyond the recipient, and how many opens those made. By the time of sending.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by, as in report_engagement.
SELECT
    multiIf(
        {by:String} = 'hour', toString(toStartOfHour(e.slot, {zone:String})),
        {by:String} = 'day', toString(toDate(e.slot, {zone:String})),
        {by:String} = 'domain', toString(e.domain),
        {by:String} = 'mailbox', toString(e.mailbox),
        {by:String} = 'campaign', toString(e.campaign),
        '') AS key,
    toInt64(sum(e.deliveries)) AS deliveries,
    toInt64(sum(e.forwarded)) AS forwarded,
    toInt64(sum(e.forwards)) AS forwards,
    if(sum(e.tracked_opened) > 0, sum(e.forwarded) / sum(e.tracked_opened), NULL) AS forwarded_of_opened
FROM trueopen.engagement_15min AS e
WHERE e.account = {account:String}
  AND e.slot >= {from:DateTime('UTC')}
  AND e.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
GROUP BY key
HAVING deliveries != 0
ORDER BY key
