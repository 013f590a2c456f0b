-- Two numbers that differ as soon as anything in the message list may look different: rows are only
-- ever added, corrections too. Whole quarters of an hour are asked: a change just outside the range may show as well.
-- Parameters: account; from and to, [from, to).
SELECT
    (
        SELECT toInt64(sum(d.deliveries)) FROM trueopen.decisions_15min AS d
        WHERE d.account = {account:String}
          AND d.slot >= toStartOfFifteenMinutes({from:DateTime64(3, 'UTC')}) AND d.slot < {to:DateTime64(3, 'UTC')}
    ) AS deliveries,
    (
        SELECT toInt64(sum(e.changes)) FROM trueopen.engagement_15min AS e
        WHERE e.account = {account:String}
          AND e.slot >= toStartOfFifteenMinutes({from:DateTime64(3, 'UTC')}) AND e.slot < {to:DateTime64(3, 'UTC')}
    ) AS changes
