-- The latest hits of machines, each with the delivery it was on and the strongest reason.
-- Parameters: account; from and to, [from, to); verdicts, networks, recipient_domains, each empty for all; limit.
WITH latest AS
(
    SELECT
        delivery_id, hit_id, at, kind, url, network, country, client, verdict, confidence,
        toString(reason_rules[1]) AS rule, reason_evidence[1] AS evidence, lists
    FROM trueopen.hits
    WHERE account = {account:String}
      AND at >= {from:DateTime('UTC')}
      AND at < {to:DateTime('UTC')}
      AND verdict IN ('PROVIDER_PREFETCH', 'SECURITY_SCANNER', 'LINK_PREVIEW', 'DECLARED_BOT', 'OWN_TRAFFIC')
      AND (empty({verdicts:Array(String)}) OR verdict IN {verdicts:Array(String)})
      AND (empty({networks:Array(String)}) OR network IN {networks:Array(String)})
      AND (empty({recipient_domains:Array(String)}) OR delivery_id IN
          (
              SELECT delivery_id
              FROM trueopen.deliveries
              WHERE account = {account:String} AND recipient_domain IN {recipient_domains:Array(String)}
          ))
    GROUP BY
        delivery_id, hit_id, at, kind, url, network, country, client, verdict, confidence, rule, evidence, lists, place
    HAVING sum(sign) > 0
    ORDER BY at DESC, hit_id DESC
    LIMIT {limit:UInt32}
)
SELECT
    l.at AS hit_at,
    l.delivery_id AS delivery_id,
    d.recipient AS recipient,
    toString(l.kind) AS hit_kind,
    l.network AS hit_network,
    toString(l.country) AS country_code,
    toString(l.client) AS client_family,
    toString(l.verdict) AS verdict_class,
    toInt64(l.confidence) AS confidence_percent,
    l.rule AS strongest_rule,
    l.evidence AS strongest_evidence,
    arrayMap(list -> toString(list), l.lists) AS lists_matched
FROM latest AS l
LEFT JOIN
(
    SELECT delivery_id, any(recipient) AS recipient
    FROM trueopen.deliveries
    WHERE account = {account:String} AND delivery_id IN (SELECT delivery_id FROM latest)
    GROUP BY delivery_id
) AS d ON d.delivery_id = l.delivery_id
ORDER BY hit_at DESC, l.hit_id DESC
