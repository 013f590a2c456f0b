-- The changelog of engagement: what each delivery's verdicts add up to, one live row per delivery.
--
-- Why: rates count deliveries, not hits. The job keeps each delivery's standing, and on a change writes the old row with
--   sign -1 and the new one with sign +1. Sums of sign * measure are exact at any moment.
-- ORDER BY (account, sent_at, delivery_id): lists and totals read an account over a range of sending times; the two rows
--   of a correction lie side by side.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   here and in engagement_hourly while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until a retention setting or an erasure removes it.
CREATE TABLE IF NOT EXISTS trueopen.engagement
(
    account LowCardinality(String) COMMENT 'Account id; from the delivery event',
    delivery_id String COMMENT 'Delivery this is the standing of; from the delivery event',
    sent_at DateTime64(3, 'UTC') COMMENT 'When the mail was instrumented, UTC, milliseconds; from the delivery event',
    mailbox LowCardinality(String) COMMENT 'Sending address, lower case; from the delivery event',
    domain LowCardinality(String) COMMENT 'Sending domain, lower case; from the delivery event',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; from the delivery event',
    opens_trackable UInt8 COMMENT '1 if opens of this delivery can be seen, else 0; the open rate divides by its sum; from the job',
    clicks_trackable UInt8 COMMENT '1 if clicks of this delivery can be seen, else 0; the click rate divides by its sum; from the job',
    raw_opened UInt8 COMMENT '1 if there was any open hit by anyone, else 0; from the job',
    opened UInt8 COMMENT '1 if opened by a person, which a click by a person implies, else 0; from the job',
    unknowable UInt8 COMMENT '1 if not opened by a person but by a privacy preload or an unknown client, else 0; from the job',
    machine_only UInt8 COMMENT '1 if opened by machines and nobody else, else 0; from the job',
    clicked UInt8 COMMENT '1 if clicked by a person, else 0; from the job',
    machine_clicked UInt8 COMMENT '1 if clicked by a machine, else 0; from the job',
    opens UInt32 COMMENT 'Times opened by people, reloads left out; from the job',
    clicks UInt32 COMMENT 'Clicks by people, reloads left out; from the job',
    machine_opens UInt32 COMMENT 'Open hits by machines; from the job',
    machine_clicks UInt32 COMMENT 'Click hits by machines; from the job',
    forwards UInt32 COMMENT 'Readers beyond the recipient; from the job',
    sign Int8 COMMENT '+1 for a statement, -1 for taking back an earlier one; from the job',
    changed_at DateTime64(3, 'UTC') COMMENT 'When this statement or retraction was made, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, sent_at, delivery_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Changelog of the engagement per delivery, sign +1 and -1; written by the engagement job'
