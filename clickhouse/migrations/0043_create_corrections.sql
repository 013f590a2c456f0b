-- The log of corrections: one row per hit whose class a later judgement changed.
--
-- Why: shows how often, and how, verdicts are corrected. The changelog of hits holds the same as a retraction and a new
--   statement, but would have to be read whole to pair them.
-- ORDER BY (account, corrected_at, ...): one account over a range of time.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until a retention setting or an erasure removes it.
CREATE TABLE IF NOT EXISTS trueopen.corrections
(
    account LowCardinality(String) COMMENT 'Account id; from the signed token',
    delivery_id String COMMENT 'Delivery the hit belongs to; from the signed token',
    hit_id String COMMENT 'Id of the request; given by ingest',
    at DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds',
    kind LowCardinality(String) COMMENT 'OPEN for the pixel, CLICK for a link; from the signed token',
    mailbox LowCardinality(String) COMMENT 'Sending address of the delivery, lower case; copied from the delivery',
    domain LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; copied from the delivery',
    campaign LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; copied from the delivery',
    verdict_before LowCardinality(String) COMMENT 'Class that was taken back; from the job',
    verdict_after LowCardinality(String) COMMENT 'Class that was stated in its place; from the job',
    rule_before LowCardinality(String) COMMENT 'Strongest rule behind the former verdict, empty for none; from the job',
    rule_after LowCardinality(String) COMMENT 'Strongest rule behind the new verdict, empty for none; from the job',
    rule_version LowCardinality(String) COMMENT 'Version of the rules that judged anew; from the job',
    corrected_at DateTime64(3, 'UTC') COMMENT 'When it was corrected, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(corrected_at)
ORDER BY (account, corrected_at, delivery_id, hit_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits whose verdict class was corrected; written by the engagement job'
