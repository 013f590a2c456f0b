-- When each delivery was sent, by its id.
--
-- Why: deliveries are in order of time, as lists and reports read them, and who has an id only would have to look through
--   all of them. A page of one delivery looks its time up here and then reads one granule of the others.
-- ORDER BY (account, delivery_id), with small granules: one row is asked for at a time.
-- Duplicates: filled by the view delivery_times_mv; a repeated insert into deliveries, dropped there by its token, is
--   dropped here too.
-- TTL: that of deliveries, whose ids it holds; see Retention.
CREATE TABLE IF NOT EXISTS trueopen.delivery_times
(
    account LowCardinality(String) COMMENT 'Account id; deliveries.account',
    delivery_id String COMMENT 'Delivery id; deliveries.delivery_id',
    sent_at DateTime64(3, 'UTC') COMMENT 'When it was sent, UTC, milliseconds; deliveries.sent_at'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, delivery_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000
COMMENT 'When each delivery was sent, by its id; filled by delivery_times_mv'
