-- One row per report about what became of a delivery: the receiving server took it, or refused it.
--
-- Why: the delivery page shows when a mail was delivered or bounced. Reports come after the delivery was written, and
--   deliveries never change, so they have a table of their own. Of several reports of one kind the latest counts; a
--   delivery is bounced if no later report says that it was delivered.
-- ORDER BY (account, delivery_id, at): the delivery page and a page of the message list look reports up by delivery.
-- Duplicates: the job drops what it has been told before, and inserts each checkpoint's rows under one
--   insert_deduplication_token; a repeated insert is dropped while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until a retention setting or an erasure removes it.
CREATE TABLE IF NOT EXISTS trueopen.delivery_statuses
(
    account LowCardinality(String) COMMENT 'Account id; from the status event',
    delivery_id String COMMENT 'Delivery the report is about; from the status event',
    status LowCardinality(String) COMMENT 'DELIVERED or BOUNCED; from the status event',
    at DateTime64(3, 'UTC') COMMENT 'When that happened, UTC, milliseconds; as the reporter says',
    seen_at DateTime64(3, 'UTC') COMMENT 'When the report took effect, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'What became of deliveries, one row per report; written by the engagement job'
