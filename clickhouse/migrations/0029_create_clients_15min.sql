-- Hits per quarter of an hour and client family, for the view by client.
--
-- Why: beside the sender's mailbox and campaign, the client would make the rollup of hits many times larger, so it has a
--   rollup of its own, which knows the sending domain only.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view clients_15min_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and outlives hits.
CREATE TABLE IF NOT EXISTS trueopen.clients_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    client LowCardinality(String) COMMENT 'Client family in words; hits.client',
    kind LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    verdict LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    place LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    hits Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree((hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, client, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits per quarter of an hour and client family as sums of signs; filled by clients_15min_mv'
