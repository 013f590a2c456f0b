-- One delivery and its frozen decision. The first row of that id, should two ever exist.
-- Parameters: account, delivery; sent, as delivery_sent tells.
SELECT
    account,
    delivery_id,
    message_id,
    sent_at,
    toString(mailbox) AS mailbox,
    toString(campaign) AS campaign,
    recipient,
    subject,
    toInt64(has_html) AS has_html,
    links,
    toInt64(unsubscribe_link) AS unsubscribe_link,
    toInt64(opens_tracked) AS opens_tracked,
    toString(opens_decided_by) AS opens_decided_by,
    opens_name,
    opens_since,
    opens_set_by,
    toInt64(clicks_tracked) AS clicks_tracked,
    toString(clicks_decided_by) AS clicks_decided_by,
    clicks_name,
    clicks_since,
    clicks_set_by,
    toInt64(anonymous) AS anonymous,
    toString(identity_decided_by) AS identity_decided_by,
    identity_name,
    identity_since,
    identity_set_by
FROM trueopen.deliveries
WHERE account = {account:String}
  AND sent_at IN {sent:Array(DateTime64(3, 'UTC'))}
  AND delivery_id = {delivery:String}
ORDER BY sent_at
LIMIT 1
