-- The changelog of verdicts: every request to a pixel or tracked link, and what it was judged to be.
--
-- Why: a later hit may change an earlier verdict. The job then writes the old row again with sign -1 and the new one
--   with sign +1, so every sum of signs is right at once and no row is ever updated.
--   A hit's present verdict: its rows grouped by all verdict columns, having sum(sign) > 0.
-- ORDER BY (account, delivery_id, at, hit_id): the delivery page reads one delivery's hits in order of time.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   here and in hits_hourly while its token is among the last 10000 inserted blocks.
-- TTL: none; kept until a retention setting or an erasure removes it. The full client address is never stored.
CREATE TABLE IF NOT EXISTS trueopen.hits
(
    account LowCardinality(String) COMMENT 'Account id; from the signed token',
    delivery_id String COMMENT 'Delivery the hit belongs to; from the signed token',
    hit_id String COMMENT 'Id of the request, unique; given by ingest',
    at DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds',
    kind LowCardinality(String) COMMENT 'OPEN for the pixel, CLICK for a link; from the signed token',
    link Int16 COMMENT 'Number of the link in deliveries.links, -1 for opens; from the signed token',
    url String COMMENT 'Destination of the click, empty for opens; from the signed token',
    method LowCardinality(String) COMMENT 'HTTP method of the request, GET or HEAD',
    network String COMMENT 'Client network as CIDR text, /24 for IPv4 and /48 for IPv6; shortened by the job',
    address_hash UInt64 COMMENT 'Keyed hash of the full client address, 64 bits; computed by the job',
    client LowCardinality(String) COMMENT 'Client family in words, as Gmail image proxy or Apple Mail; from headers and network',
    verdict LowCardinality(String) COMMENT 'Class of the hit: PERSON, PERSON_VIA_PROXY, PRIVACY_PRELOAD, PROVIDER_PREFETCH, SECURITY_SCANNER, LINK_PREVIEW, DECLARED_BOT, OWN_TRAFFIC or UNKNOWN; judged by the job',
    place LowCardinality(String) COMMENT 'Place among the hits of the delivery: FIRST, RELOAD, REPEAT or FORWARD; judged by the job',
    reason_rules Array(LowCardinality(String)) COMMENT 'Rules that led to the verdict, strongest first; from the job',
    reason_evidence Array(String) COMMENT 'What each rule saw, same length and order as reason_rules; from the job',
    confidence UInt8 COMMENT 'Confidence in the verdict, percent 0 to 100; from the job',
    rule_version LowCardinality(String) COMMENT 'Version of the rules that judged; from the job',
    mailbox LowCardinality(String) COMMENT 'Sending address of the delivery, lower case; copied from the delivery',
    domain LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; copied from the delivery',
    campaign LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; copied from the delivery',
    sign Int8 COMMENT '+1 for a statement, -1 for taking back an earlier one; from the job',
    judged_at DateTime64(3, 'UTC') COMMENT 'When this statement or retraction was made, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at, hit_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Changelog of hits and their verdicts, sign +1 and -1; written by the engagement job'
