-- What is trackable and what is not, by reason, for opens and clicks. The reason TRACKABLE is what the rate divides by; a
-- level or gate is the one that decided; ANONYMOUS is tracked without its recipient; BOUNCED was to be tracked but came
-- back unread.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all.
WITH decisions AS
(
    SELECT opens_reason, clicks_reason, toInt64(sum(d.deliveries)) AS found
    FROM trueopen.decisions_15min AS d
    WHERE d.account = {account:String}
      AND d.slot >= {from:DateTime('UTC')}
      AND d.slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR d.domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR d.mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR d.campaign IN {campaigns:Array(String)})
    GROUP BY opens_reason, clicks_reason
),
trackable AS
(
    SELECT toInt64(sum(e.opens_trackable)) AS opens, toInt64(sum(e.clicks_trackable)) AS clicks
    FROM trueopen.engagement_15min AS e
    WHERE e.account = {account:String}
      AND e.slot >= {from:DateTime('UTC')}
      AND e.slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
)
SELECT kind, reason, sum(found) AS deliveries
FROM
(
    SELECT 'OPEN' AS kind, toString(opens_reason) AS reason, found FROM decisions WHERE opens_reason != ''
    UNION ALL
    SELECT 'CLICK', toString(clicks_reason), found FROM decisions WHERE clicks_reason != ''
    UNION ALL
    SELECT 'OPEN', 'TRACKABLE', opens FROM trackable
    UNION ALL
    SELECT 'CLICK', 'TRACKABLE', clicks FROM trackable
    UNION ALL
    SELECT 'OPEN', 'BOUNCED', (SELECT sum(found) FROM decisions WHERE opens_reason = '') - opens FROM trackable
    UNION ALL
    SELECT 'CLICK', 'BOUNCED', (SELECT sum(found) FROM decisions WHERE clicks_reason = '') - clicks FROM trackable
)
GROUP BY kind, reason
HAVING deliveries != 0
ORDER BY kind DESC, deliveries DESC, reason
