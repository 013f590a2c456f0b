-- Changes of settings, the latest first, each with what stood before it.
-- Parameters: account; from and to, [from, to); kind, empty for all; search, in name and who, empty for all;
--   limit.
SELECT *
FROM
(
    SELECT
        any(changed_at) AS at,
        any(changed_by) AS who,
        any(kind) AS what,
        any(name) AS subject,
        setting_key,
        version,
        any(value) AS after,
        lagInFrame(any(value), 1, '') OVER (PARTITION BY setting_key ORDER BY version ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
    FROM trueopen.settings_changes
    WHERE account = {account:String}
    GROUP BY setting_key, version
)
WHERE at >= {from:DateTime64(3, 'UTC')}
  AND at < {to:DateTime64(3, 'UTC')}
  AND ({kind:String} = '' OR what = {kind:String})
  AND ({search:String} = ''
       OR positionCaseInsensitiveUTF8(subject, {search:String}) > 0
       OR positionCaseInsensitiveUTF8(who, {search:String}) > 0)
ORDER BY at DESC, setting_key, version DESC
LIMIT {limit:UInt32}
