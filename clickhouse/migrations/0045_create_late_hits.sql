-- Hits that came when their delivery's ledger had been forgotten, so that they could not be judged among its other hits.
--
-- Why: nothing that was received may vanish silently, and nothing may be counted that nobody can tell from a repetition
--   or put in its place. These hits are in no number of any report; here they can be seen and counted.
-- ORDER BY (account, delivery_id, at, hit_id): as for hits, so that one delivery's are found beside those.
-- Duplicates: the job drops ids it has seen, and inserts each checkpoint's rows under one insert_deduplication_token; a
--   repeated insert is dropped while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until a retention setting or an erasure removes it. The full client address is never stored.
CREATE TABLE IF NOT EXISTS trueopen.late_hits
(
    account LowCardinality(String) COMMENT 'Account id; from the signed token',
    delivery_id String COMMENT 'Delivery the hit belongs to, or what stands in its place in anonymous mail; from the signed token',
    hit_id String COMMENT 'Id of the request, unique; given by ingest',
    at DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds',
    kind LowCardinality(String) COMMENT 'OPEN for a pixel or image, CLICK for a link; from the signed token',
    link Int16 COMMENT 'Number of the link in deliveries.links, -1 for opens; from the signed token',
    url String COMMENT 'Destination of the click, empty for opens; from the signed token',
    method LowCardinality(String) COMMENT 'HTTP method of the request, GET or HEAD',
    network String COMMENT 'Client network as CIDR text, /24 for IPv4 and /48 for IPv6; empty for anonymous mail; shortened by the job',
    address_hash UInt64 COMMENT 'Keyed hash of the full client address, 64 bits; 0 for anonymous mail; computed by the job',
    client LowCardinality(String) COMMENT 'Client family in words, as Gmail image proxy or Apple Mail; from headers and network',
    verdict LowCardinality(String) COMMENT 'Class by what the hit alone says, values as in hits; judged by the job',
    confidence UInt8 COMMENT 'Confidence in that, percent 0 to 100; from the job',
    mailbox LowCardinality(String) COMMENT 'Sending address of the delivery, lower case; empty if the delivery was never known',
    domain LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; likewise',
    campaign LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; likewise',
    seen_at DateTime64(3, 'UTC') COMMENT 'When the job saw the hit, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at, hit_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits too late to be judged, in no report; written by the engagement job'
