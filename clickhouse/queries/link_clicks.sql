-- Who followed a link and when: its clicks as they stand, newest first, a page at a time. Reloads are left out. Clicks of
-- anonymous mail have no recipient.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; url; before_at and before_id, the
--   last row of the page before, or a time in the future and anything; skip, so many of what follows; limit.
WITH page AS
(
    SELECT delivery_id, hit_id, at, verdict, place, client, campaign
    FROM trueopen.hits
    WHERE account = {account:String}
      AND at >= {from:DateTime('UTC')}
      AND at < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
      AND kind = 'CLICK'
      AND link >= 0
      AND url = {url:String}
      AND place != 'RELOAD'
      AND (at, hit_id) < ({before_at:DateTime64(3, 'UTC')}, {before_id:String})
    GROUP BY delivery_id, hit_id, at, verdict, place, client, campaign
    HAVING sum(sign) > 0
    ORDER BY at DESC, hit_id DESC
    LIMIT {limit:UInt32} OFFSET {skip:UInt64}
)
SELECT
    p.at AS clicked_at,
    p.hit_id AS hit_id,
    p.delivery_id AS delivery_id,
    d.recipient AS recipient,
    toString(p.campaign) AS campaign,
    toString(p.client) AS client_family,
    toString(p.verdict) AS verdict_class,
    toString(p.place) AS place_among_hits
FROM page AS p
LEFT JOIN
(
    SELECT delivery_id, any(recipient) AS recipient
    FROM trueopen.deliveries
    WHERE account = {account:String} AND delivery_id IN (SELECT delivery_id FROM page)
    GROUP BY delivery_id
) AS d ON d.delivery_id = p.delivery_id
ORDER BY clicked_at DESC, hit_id DESC
