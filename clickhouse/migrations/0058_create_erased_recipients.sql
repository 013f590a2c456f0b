-- Who was erased, by keyed hash: a row for each erasure.
--
-- Why: the topics hold an erased recipient's records for some days more. Whoever judges them anew has to know whom to leave out.
-- ORDER BY (account, recipient_key, erased_at): everything about one account, read whole.
-- Duplicates: do no harm; an erasure may be repeated.
-- TTL: none. Like an opt-out, a row tells nobody's address; without it an erased recipient would come back.
CREATE TABLE IF NOT EXISTS trueopen.erased_recipients
(
    account LowCardinality(String) COMMENT 'Account id; from who erased',
    recipient_key UInt64 COMMENT 'Keyed hash of account and address, as in deliveries; from who erased',
    erased_at DateTime64(3, 'UTC') COMMENT 'When the erasure began, UTC, milliseconds; clock of who erased'
)
ENGINE = MergeTree
ORDER BY (account, recipient_key, erased_at)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Erased recipients, so that nobody brings them back from the topics; written by whoever erases'
