-- Two numbers that differ as soon as anything in the message list may look different: rows are only
-- ever added, corrections too.
-- Parameters: account; from and to, [from, to).
SELECT
    (
        SELECT toInt64(count()) FROM trueopen.deliveries
        WHERE account = {account:String}
          AND sent_at >= {from:DateTime64(3, 'UTC')} AND sent_at < {to:DateTime64(3, 'UTC')}
    ) AS deliveries,
    (
        SELECT toInt64(count()) FROM trueopen.engagement
        WHERE account = {account:String}
          AND sent_at >= {from:DateTime64(3, 'UTC')} AND sent_at < {to:DateTime64(3, 'UTC')}
    ) AS changes
