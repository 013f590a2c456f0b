-- Which deliveries were an erased recipient's, by their ids.
--
-- Why: an erasure finds a recipient's rows by the ids of their deliveries, and takes these out as well. The job remembers a
--   delivery for months and may state something of it anew, as when a crowd changes its mind; erasing again would find nothing.
-- ORDER BY (account, recipient_key, delivery_id): what an erasure asks for.
-- Duplicates: do no harm; an erasure may be repeated.
-- TTL: a year, by when the job has forgotten the delivery unless it was told to remember for longer.
CREATE TABLE IF NOT EXISTS trueopen.erased_deliveries
(
    account LowCardinality(String) COMMENT 'Account id; from the delivery',
    recipient_key UInt64 COMMENT 'Keyed hash of account and address, as in erased_recipients',
    delivery_id String COMMENT 'Delivery that was erased',
    erased_at DateTime('UTC') COMMENT 'When the erasure began, UTC; clock of the server'
)
ENGINE = MergeTree
ORDER BY (account, recipient_key, delivery_id)
TTL erased_at + INTERVAL 1 YEAR
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Deliveries of erased recipients, so that what is stated of them later can be erased; written by whoever erases'
