-- Hits per quarter of an hour and client family, by who was behind them.
--
-- Why: the view by client asks for opens and clicks of people, the unknowable and machines. As columns they take a row for
--   a client; as keys, with kind, verdict and place, clients_15min took one for every few hits.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view client_hits_15min_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and outlives hits.
CREATE TABLE IF NOT EXISTS trueopen.client_hits_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    client LowCardinality(String) COMMENT 'Client family in words; hits.client',
    opens Int64 COMMENT 'Opens by people, reloads left out; sum of sign',
    clicks Int64 COMMENT 'Clicks by people, reloads left out; sum of sign',
    unknowable_hits Int64 COMMENT 'Hits that may be by people, reloads left out; sum of sign',
    machine_hits Int64 COMMENT 'Hits by machines, reloads left out; sum of sign',
    hits Int64 COMMENT 'All of them, reloads left out; sum of sign'
)
ENGINE = SummingMergeTree((opens, clicks, unknowable_hits, machine_hits, hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, client)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits per quarter of an hour and client family as sums of signs; filled by client_hits_15min_mv'
