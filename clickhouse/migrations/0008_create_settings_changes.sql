-- Every change of a setting, copied from the compacted settings topic before compaction forgets it.
--
-- Why: the admin shows the history of a switch and marks changes on the charts. The topic stays the system of record of
--   the present value; this table only remembers.
-- ORDER BY (account, changed_at, setting_key, version): the marks of a chart are one account's changes over a range of
--   time; the history of one key is found among the account's few thousand rows at most.
-- No partitions: settings change rarely.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   while its token is among the last 10000 inserted blocks.
-- TTL: none; it is the audit trail.
CREATE TABLE IF NOT EXISTS trueopen.settings_changes
(
    account LowCardinality(String) COMMENT 'Account id; from the settings record',
    setting_key String COMMENT 'Key of the record in the settings topic',
    kind LowCardinality(String) COMMENT 'What the record holds, as TRACKING_ACCOUNT, DOMAIN_POLICY or API_KEY; from its key',
    name String COMMENT 'Name of the thing configured, as the domain or mailbox; from its key',
    version UInt64 COMMENT 'Version of the record, counting from 1 per key; from the settings record',
    value String COMMENT 'The value after the change, JSON; empty if it was removed; from the settings record',
    changed_at DateTime64(3, 'UTC') COMMENT 'When it was changed, UTC, milliseconds; from the settings record',
    changed_by String COMMENT 'Who changed it; from the settings record'
)
ENGINE = MergeTree
ORDER BY (account, changed_at, setting_key, version)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'History of settings; copied from the settings topic by the engagement job'
