-- When tracking was switched or the rules were changed, with what stood before, in order of time; of more than 200 changes
-- the latest. The first value of an account's switches and policy is no change, and is left out.
-- Parameters: account; from and to, [from, to).
WITH changes AS
(
    SELECT DISTINCT changed_at, kind, name, changed_by, value, setting_key, version
    FROM trueopen.settings_changes
    WHERE account = {account:String}
      AND (kind IN ('ACCOUNT_POLICY', 'RULES') OR startsWith(kind, 'TRACKING_'))
      AND changed_at < {to:DateTime64(3, 'UTC')}
)
SELECT changed_at, kind, name, changed_by, value_before, value_after
FROM
(
    SELECT changed_at, kind, name, changed_by, value_before, value_after
    FROM
    (
        SELECT
            changed_at,
            toString(kind) AS kind,
            name,
            changed_by,
            value AS value_after,
            lagInFrame(value) OVER (PARTITION BY setting_key ORDER BY version
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS value_before,
            version
        FROM changes
    )
    WHERE changed_at >= {from:DateTime64(3, 'UTC')}
      AND NOT (kind IN ('TRACKING_ACCOUNT', 'ACCOUNT_POLICY') AND version = 1)
      AND value_after != value_before
    ORDER BY changed_at DESC
    LIMIT 200
)
ORDER BY changed_at
