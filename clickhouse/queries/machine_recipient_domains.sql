-- Whose mail machines looked at, by the domain it went to, the busiest first; of how many deliveries sent there in the
-- range, and one delivery to look at.
-- Parameters: account; from and to, [from, to): of the sending, and of the hit.
WITH touched AS
(
    SELECT delivery_id, sum(hits) AS hits, sum(clicks) AS clicks, max(last_at) AS last_at
    FROM
    (
        SELECT delivery_id, hit_id, sum(sign) AS hits, sumIf(sign, kind = 'CLICK') AS clicks, max(at) AS last_at
        FROM trueopen.hits
        WHERE account = {account:String}
          AND at >= {from:DateTime('UTC')}
          AND at < {to:DateTime('UTC')}
          AND verdict IN ('PROVIDER_PREFETCH', 'SECURITY_SCANNER', 'LINK_PREVIEW', 'DECLARED_BOT', 'OWN_TRAFFIC')
        GROUP BY delivery_id, hit_id, verdict, place
        HAVING hits > 0
    )
    GROUP BY delivery_id
)
SELECT
    toString(d.recipient_domain) AS domain,
    toInt64(count()) AS sent,
    toInt64(countIf(t.hits > 0)) AS deliveries,
    toInt64(sum(t.hits)) AS hits,
    toInt64(sum(t.clicks)) AS clicks,
    argMax(d.delivery_id, t.last_at) AS sample
FROM trueopen.deliveries AS d
LEFT JOIN touched AS t ON t.delivery_id = d.delivery_id
WHERE d.account = {account:String}
  AND d.sent_at >= {from:DateTime('UTC')}
  AND d.sent_at < {to:DateTime('UTC')}
  AND d.recipient_domain != ''
GROUP BY domain
HAVING hits > 0
ORDER BY hits DESC, domain
LIMIT 50
