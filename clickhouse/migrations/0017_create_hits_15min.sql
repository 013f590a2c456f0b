-- Hits per quarter of an hour, sender and verdict, for charts over time, the heatmap and the breakdown by verdict.
--
-- Why: a dashboard over weeks reads thousands of rows here and not millions of hits. Sums of signs only: exact under
--   corrections, whereas states of uniq would be neither exact nor smaller.
-- The grain is a quarter of an hour: every zone's offset from UTC is a multiple of it, so hours and days are exact in
--   every zone, also where days begin at half past. One such rollup serves both.
-- ORDER BY (account, slot, ...): the charts read one account over a range of time, then filter. SummingMergeTree merges
--   rows of equal key and drops those that come to 0; before a merge several rows of one key may exist, so queries sum.
-- Duplicates: filled by the view hits_15min_mv. A repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and outlives hits.
CREATE TABLE IF NOT EXISTS trueopen.hits_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    kind LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    verdict LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    place LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    hits Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree((hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits per quarter of an hour and verdict as sums of signs; filled by hits_15min_mv'
