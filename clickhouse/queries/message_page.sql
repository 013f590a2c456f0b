-- The rows of the message list after a given one, newest first, each delivery with its present engagement. However deep
-- the page, it costs as much as the first.
-- Parameters: account; from and to, [from, to); search, domains, mailboxes, campaigns, each empty for all; before_at and
--   before_id, the last row of the page before, or a time in the future and anything; skip, so many of what follows; limit.
WITH
-- The rows are chosen by their times and ids alone; what else there is of them, and of their engagement, is then read
-- from where they lie.
(
    SELECT (min(sent_at), max(sent_at), groupArray(delivery_id))
    FROM
    (
        SELECT delivery_id, sent_at
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
          AND sent_at <= {before_at:DateTime64(3, 'UTC')}
          AND (sent_at, delivery_id) < ({before_at:DateTime64(3, 'UTC')}, {before_id:String})
        ORDER BY sent_at DESC, delivery_id DESC
        LIMIT {limit:UInt32} OFFSET {skip:UInt64}
    )
) AS page
SELECT
    p.delivery_id AS delivery_id,
    p.sent_at AS sent_at,
    p.recipient AS recipient,
    toString(p.mailbox) AS mailbox,
    toString(p.campaign) AS campaign,
    p.subject AS subject,
    toInt64(p.opens_tracked) AS opens_tracked,
    toInt64(p.clicks_tracked) AS clicks_tracked,
    toInt64(p.anonymous) AS anonymous,
    s.delivered_at AS delivered_at,
    s.bounced_at AS bounced_at,
    toInt64(e.raw_opened) AS raw_opened,
    toInt64(e.opened) AS opened,
    toInt64(e.unknowable) AS unknowable,
    toInt64(e.machine_only) AS machine_only,
    toInt64(e.clicked) AS clicked,
    toInt64(e.machine_clicked) AS machine_clicked,
    toInt64(e.opens) AS opens,
    toInt64(e.clicks) AS clicks,
    toInt64(e.machine_opens) AS machine_opens,
    toInt64(e.machine_clicks) AS machine_clicks,
    toInt64(e.forwards) AS forwards
FROM
(
    SELECT
        delivery_id, sent_at, recipient, mailbox, campaign, subject,
        opens_tracked, clicks_tracked, anonymous
    FROM trueopen.deliveries
    WHERE account = {account:String}
      AND sent_at >= page.1
      AND sent_at <= page.2
      AND delivery_id IN page.3
) AS p
LEFT JOIN
(
    SELECT
        delivery_id,
        sum(sign * raw_opened) AS raw_opened,
        sum(sign * opened) AS opened,
        sum(sign * unknowable) AS unknowable,
        sum(sign * machine_only) AS machine_only,
        sum(sign * clicked) AS clicked,
        sum(sign * machine_clicked) AS machine_clicked,
        sum(sign * opens) AS opens,
        sum(sign * clicks) AS clicks,
        sum(sign * machine_opens) AS machine_opens,
        sum(sign * machine_clicks) AS machine_clicks,
        sum(sign * forwards) AS forwards
    FROM trueopen.engagement
    WHERE account = {account:String}
      AND sent_at >= page.1
      AND sent_at <= page.2
      AND delivery_id IN page.3
    GROUP BY delivery_id
) AS e ON e.delivery_id = p.delivery_id
LEFT JOIN
(
    SELECT
        delivery_id,
        maxOrNullIf(at, status = 'DELIVERED') AS delivered_at,
        maxOrNullIf(at, status = 'BOUNCED') AS bounced_at
    FROM trueopen.delivery_statuses
    WHERE account = {account:String}
      AND delivery_id IN (SELECT arrayJoin(page.3))
    GROUP BY delivery_id
) AS s ON s.delivery_id = p.delivery_id
ORDER BY p.sent_at DESC, p.delivery_id DESC
