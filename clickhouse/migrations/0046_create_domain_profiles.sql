-- What has been learned of each recipient domain in each week: how many recipients with hits there are, how many of
-- them are scanned, and when scanners come.
--
-- Why: it drives verdicts (rule scanned-domain), and whoever reads these wants to see on what grounds.
-- ORDER BY (account, week, recipient_domain): an account's domains of a week, and one domain over the weeks.
-- Duplicates: each change is written as a whole row with a higher revision; merging keeps the highest. Read with FINAL.
--   With more than 16 recipients a row is written when these change by a sixteenth, or when the judgement changes.
-- TTL: none, and no retention setting: rows name no recipient.
CREATE TABLE IF NOT EXISTS trueopen.domain_profiles
(
    account LowCardinality(String) COMMENT 'Account id; from the delivery event',
    week DateTime64(3, 'UTC') COMMENT 'First instant of the week in which the mail was sent, UTC; weeks are counted from 1970-01-01',
    recipient_domain String COMMENT 'Domain of the recipients addresses, lower case; from the delivery event',
    revision Int64 COMMENT 'Highest stands; counted by the job',
    recipients UInt32 COMMENT 'Recipients with hits straight from a network; of very many a sample by key; from the job',
    scanned UInt32 COMMENT 'Those most of whose deliveries had their links swept; from the job',
    early UInt32 COMMENT 'Those others most of whose deliveries had early hits only; from the job',
    delay_counts Array(String) COMMENT 'Scanned recipients by delay of the first hit: up to 10, 20, 60, 120, 300, 600, 1800, 3600, 21600, 86400 s, and later; decimal counts; from the job',
    scanned_domain UInt8 COMMENT '1 if the domain is judged to be scanned, else 0; from the job',
    within_seconds UInt32 COMMENT 'How long after delivery scanners are expected there, in seconds, 0 if not scanned; from the job',
    changed_at DateTime64(3, 'UTC') COMMENT 'When the row was written, UTC, milliseconds; clock of the job'
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(week)
ORDER BY (account, week, recipient_domain)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'What was learned of recipient domains, one live row per domain and week; written by the engagement job'
