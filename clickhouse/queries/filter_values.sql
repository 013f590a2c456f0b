-- What one may filter by: the values of each kind that had most mail, or hits, in a range.
-- Parameters: account; from and to, whole quarters of an hour, [from, to).
SELECT kind, value
FROM
(
    SELECT 'campaign' AS kind, toString(campaign) AS value, sum(deliveries) AS n
    FROM trueopen.engagement_15min
    WHERE account = {account:String} AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
    GROUP BY value
    UNION ALL
    SELECT 'mailbox', toString(mailbox) AS value, sum(deliveries)
    FROM trueopen.engagement_15min
    WHERE account = {account:String} AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
    GROUP BY value
    UNION ALL
    SELECT 'domain', toString(domain) AS value, sum(deliveries)
    FROM trueopen.engagement_15min
    WHERE account = {account:String} AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
    GROUP BY value
    UNION ALL
    SELECT 'recipient', toString(recipient_domain) AS value, sum(deliveries)
    FROM trueopen.recipient_domains_15min
    WHERE account = {account:String} AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
    GROUP BY value
    UNION ALL
    SELECT 'client', toString(client) AS value, sum(hits)
    FROM trueopen.client_hits_15min
    WHERE account = {account:String} AND slot >= {from:DateTime('UTC')} AND slot < {to:DateTime('UTC')}
    GROUP BY value
)
WHERE n > 0 AND value != ''
ORDER BY kind, n DESC, value
LIMIT 200 BY kind
