-- Records the job could not use: undecodable, or too late to be judged.
--
-- Why: nothing that was received may vanish silently. An operator sees here what came, from where, and why it was refused.
-- ORDER BY (seen_at, topic, kafka_partition, kafka_offset): the system page lists the latest; the rest makes it unique.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until an operator has dealt with it. The payload may hold personal data.
CREATE TABLE IF NOT EXISTS trueopen.dead_letters
(
    topic LowCardinality(String) COMMENT 'Kafka topic the record came from',
    kafka_partition Int32 COMMENT 'Partition of that topic, from 0',
    kafka_offset Int64 COMMENT 'Offset in that partition',
    reason String COMMENT 'Why the job could not use it, one sentence; from the job',
    payload String COMMENT 'The bytes of the record as received, in base64, cut at 4 kB',
    seen_at DateTime64(3, 'UTC') COMMENT 'When the job refused it, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (seen_at, topic, kafka_partition, kafka_offset)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Records the engagement job could not use, with the reason'
