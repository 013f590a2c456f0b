-- How many deliveries the message list holds, and where in it one may begin to read: about each 2000 rows the end of a
-- minute, before which the rows from that position on were sent. For the same filter as message_page.
-- Parameters: account; from and to, [from, to); search, domains, mailboxes, campaigns, each empty for all.
SELECT
    toInt64(newer) AS position,
    toDateTime64(minute, 3, 'UTC') + INTERVAL 1 MINUTE AS before_at,
    toInt64(total) AS found
FROM
(
    SELECT
        minute,
        sum(sent) OVER (ORDER BY minute DESC) - sent AS newer,
        sum(sent) OVER () AS total
    FROM
    (
        SELECT toStartOfMinute(sent_at) AS minute, count() AS sent
        FROM trueopen.deliveries
        WHERE account = {account:String}
          AND sent_at >= {from:DateTime64(3, 'UTC')}
          AND sent_at < {to:DateTime64(3, 'UTC')}
          AND ({search:String} = ''
               OR positionCaseInsensitiveUTF8(recipient, {search:String}) > 0
               OR positionCaseInsensitiveUTF8(subject, {search:String}) > 0
               OR positionCaseInsensitiveUTF8(campaign, {search:String}) > 0)
          AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
          AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
          AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
        GROUP BY minute
    )
)
ORDER BY position
LIMIT 1 BY intDiv(position, 2000)
