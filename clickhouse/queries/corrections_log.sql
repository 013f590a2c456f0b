-- Hits whose verdict was corrected, the latest first, each with the delivery it was on, a page at a time.
-- Parameters: account; from and to, [from, to), of the correction; before_at and before_id, the last row of the page
--   before, or a time in the future and anything; skip, so many of what follows; limit.
WITH latest AS
(
    SELECT
        corrected_at, hit_id, delivery_id, at, kind, verdict_before, verdict_after, rule_before, rule_after,
        -- A hit may be corrected twice in a millisecond.
        concat(hit_id, ' ', verdict_before, ' ', verdict_after) AS correction_id
    FROM trueopen.corrections
    WHERE account = {account:String}
      AND corrected_at >= {from:DateTime('UTC')}
      AND corrected_at < {to:DateTime('UTC')}
      AND (corrected_at, correction_id) < ({before_at:DateTime64(3, 'UTC')}, {before_id:String})
    ORDER BY corrected_at DESC, correction_id DESC
    LIMIT {limit:UInt32} OFFSET {skip:UInt64}
)
SELECT
    l.corrected_at AS corrected_at,
    l.correction_id AS correction_id,
    l.hit_id AS hit_id,
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
ORDER BY corrected_at DESC, correction_id DESC
