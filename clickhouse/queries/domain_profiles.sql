-- What was learned of recipient domains: of each the latest week, the surest first.
-- Parameters: account; limit.
SELECT *
FROM
(
    SELECT
        recipient_domain,
        week,
        toInt64(recipients) AS recipients,
        toInt64(scanned) AS scanned,
        toInt64(early) AS early,
        arrayMap(n -> toInt64OrZero(n), delay_counts) AS delays,
        toInt64(scanned_domain) AS is_scanned,
        toInt64(within_seconds) AS within_seconds
    FROM trueopen.domain_profiles FINAL
    WHERE account = {account:String}
    ORDER BY week DESC, recipient_domain
    LIMIT 1 BY recipient_domain
)
ORDER BY is_scanned DESC, recipients DESC, recipient_domain
LIMIT {limit:UInt32}
