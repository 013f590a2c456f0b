-- What is trackable and what is not, by reason, for opens and clicks. The reason TRACKABLE is what the rate divides by; a
-- level or gate is the one that decided; ANONYMOUS is tracked without its recipient; BOUNCED was to be tracked but came
-- back unread.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all.
WITH decisions AS
(
    SELECT
        arrayJoin([('OPEN', toString(d.opens_reason)), ('CLICK', toString(d.clicks_reason))]) AS decided,
        decided.1 AS kind,
        -- What was to be tracked: all of it first, of which the trackable is taken off below.
        if(decided.2 = '', 'BOUNCED', decided.2) AS reason,
        toInt64(sum(d.deliveries)) AS found
    FROM trueopen.decisions_15min AS d
    WHERE d.account = {account:String}
      AND d.slot >= {from:DateTime('UTC')}
      AND d.slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR d.domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR d.mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR d.campaign IN {campaigns:Array(String)})
    GROUP BY decided
),
trackable AS
(
    SELECT
        arrayJoin(
            [
                ('OPEN', 'TRACKABLE', opens), ('CLICK', 'TRACKABLE', clicks),
                ('OPEN', 'BOUNCED', -opens), ('CLICK', 'BOUNCED', -clicks)
            ]) AS share
    FROM
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
)
SELECT kind, reason, sum(found) AS deliveries
FROM
(
    SELECT kind, reason, found FROM decisions
    UNION ALL
    SELECT share.1, share.2, share.3 FROM trackable
)
GROUP BY kind, reason
HAVING deliveries != 0
ORDER BY kind DESC, deliveries DESC, reason
