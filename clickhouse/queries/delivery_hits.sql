-- Every statement ever made about the hits of one delivery: those that stand (live > 0), and those
-- that a correction took back (live = 0). In order of the hits; of one hit, what stands comes last. The first thousand,
-- as something may load one pixel every minute for years, and how many there are.
-- Parameters: account, delivery; sent, as delivery_sent tells.
SELECT
    hit_id,
    at,
    toString(kind) AS hit_kind,
    toInt64(link) AS link_index,
    toString(pixel) AS pixel_place,
    url,
    toString(method) AS http_method,
    network,
    toString(country) AS country_code,
    toString(client) AS client_family,
    toString(verdict) AS verdict_class,
    toString(place) AS place_among_hits,
    toInt64(confidence) AS confidence_percent,
    arrayMap(rule -> toString(rule), reason_rules) AS rules,
    reason_evidence AS evidence,
    toString(rule_version) AS rules_version,
    arrayMap(list -> toString(list), lists) AS lists_matched,
    toInt64(sum(sign)) AS live,
    max(judged_at) AS last_judged_at,
    toInt64(count() OVER ()) AS statements
FROM trueopen.hits
WHERE account = {account:String}
  AND delivery_id = {delivery:String}
  -- Months before it was sent are not read, save for clocks that differ.
  AND at >= arrayMin({sent:Array(DateTime64(3, 'UTC'))}) - INTERVAL 7 DAY
GROUP BY
    hit_id, at, kind, link, pixel, url, method, network, country, client, verdict, place, confidence,
    reason_rules, reason_evidence, rule_version, lists
ORDER BY at, hit_id, live, last_judged_at
LIMIT 1000
