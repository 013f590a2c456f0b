-- Hits whose verdict was corrected, the latest first, each with the delivery it was on.
-- Parameters: account; from and to, [from, to), of the correction; limit.
WITH latest AS
(
    SELECT corrected_at, hit_id, delivery_id, at, kind, verdict_before, verdict_after, rule_before, rule_after
    FROM trueopen.corrections
    WHERE account = {account:String}
      AND corrected_at >= {from:DateTime('UTC')}
      AND corrected_at < {to:DateTime('UTC')}
    ORDER BY corrected_at DESC, hit_id DESC
    LIMIT {limit:UInt32}
)
SELECT
    l.corrected_at AS corrected_at,
    l.at AS hit_at,
    l.delivery_id AS delivery_id,
    d.recipient AS recipient,
    toString(l.kind) AS hit_kind,
    toString(l.verdict_before) AS verdict_from,
    toString(l.verdict_after) AS verdict_to,
    toString(l.rule_after) AS rule
FROM latest AS l
LEFT JOIN
(
    SELECT delivery_id, any(recipient) AS recipient
    FROM trueopen.deliveries
    WHERE account = {account:String} AND delivery_id IN (SELECT delivery_id FROM latest)
    GROUP BY delivery_id
) AS d ON d.delivery_id = l.delivery_id
ORDER BY corrected_at DESC, l.hit_id DESC
