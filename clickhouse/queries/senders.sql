-- Which mailboxes and campaigns have sent mail, for lists of what can be configured and of what a switch reaches.
-- Parameters: account; limit, at most so many pairs.
SELECT
    mailbox,
    campaign,
    max(slot) AS last_sent,
    toInt64(sum(deliveries)) AS deliveries
FROM trueopen.decisions_15min
WHERE account = {account:String}
GROUP BY mailbox, campaign
ORDER BY last_sent DESC, mailbox, campaign
LIMIT {limit:UInt32}
