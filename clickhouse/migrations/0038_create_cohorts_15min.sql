-- First opens by people, by when the mail was sent and how many days later they came.
--
-- Why: shows how long mail goes on being read. Of each delivery opened by people one hit bears that: their first open, or
--   where no open was seen the click that implies it. So the sum over all ages is the number of deliveries opened.
-- ORDER BY (account, sent_slot, ...): the cohorts of one account over a range of sending times.
-- Duplicates: filled by the view cohorts_15min_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none; it names no recipient and outlives hits.
CREATE TABLE IF NOT EXISTS trueopen.cohorts_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    sent_slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; hits.sent_at',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    age_days UInt16 COMMENT 'Days of 24 hours from sending to the first open, from 0; hits.at less hits.sent_at',
    opened Int64 COMMENT 'Deliveries first opened by people at that age; sum of hits.sign'
)
ENGINE = SummingMergeTree((opened))
PARTITION BY toYYYYMM(sent_slot)
ORDER BY (account, sent_slot, domain, mailbox, campaign, age_days)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'First opens by sending time and age; filled by cohorts_15min_mv'
