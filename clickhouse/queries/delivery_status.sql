-- When one delivery was last reported as delivered and as bounced; NULL if it never was.
-- Parameters: account, delivery.
SELECT
    maxOrNullIf(at, status = 'DELIVERED') AS delivered_at,
    maxOrNullIf(at, status = 'BOUNCED') AS bounced_at
FROM trueopen.delivery_statuses
WHERE account = {account:String} AND delivery_id = {delivery:String}
