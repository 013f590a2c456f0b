-- Hits per quarter of an hour, sending domain and verdict, for charts of a whole account.
--
-- Why: mailboxes and campaigns make hits_15min many times larger than an account's charts need; most are asked for without
--   a filter by either. Queries read this one then, and hits_15min with such a filter.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view account_hits_15min_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and outlives hits.
CREATE TABLE IF NOT EXISTS trueopen.account_hits_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    kind LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    verdict LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    place LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    hits Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree((hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits per quarter of an hour and verdict of whole accounts as sums of signs; filled by account_hits_15min_mv'
