-- Hits per hour and verdict, for the charts over time.
--
-- Why: a dashboard over weeks reads a few thousand rows here and not millions of hits. Sums of signs only: exact under
--   corrections, whereas states of uniq would be neither exact nor smaller.
-- ORDER BY (account, hour, ...): the charts read one account over a range of hours, then filter. SummingMergeTree
--   merges rows of equal key and drops those that come to 0; before a merge several rows of one key may exist, so every
--   query sums.
-- Duplicates: filled by the view hits_hourly_mv. A repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and may outlive hits.
CREATE TABLE IF NOT EXISTS trueopen.hits_hourly
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    hour DateTime('UTC') COMMENT 'Start of the hour of the hit, UTC; hits.at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    kind LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    verdict LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    place LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    hits Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree(hits)
PARTITION BY toYYYYMM(hour)
ORDER BY (account, hour, domain, mailbox, campaign, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Hits per hour and verdict as sums of signs; filled by hits_hourly_mv'
