-- Deliveries per quarter of an hour of sending, by why they are not trackable.
--
-- Why: the open rate divides by what is trackable, and the report lists what is left out by reason. Bounced mail is found
--   beside engagement_15min: deliveries that were to be tracked, less those that can be.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view decisions_15min_mv; a repeated insert into deliveries, dropped there by its token, is
--   dropped here too.
-- TTL: none; it names no recipient and outlives deliveries.
CREATE TABLE IF NOT EXISTS trueopen.decisions_15min
(
    account LowCardinality(String) COMMENT 'Account id; deliveries.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; deliveries.sent_at',
    domain LowCardinality(String) COMMENT 'Sending domain; deliveries.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; deliveries.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; deliveries.campaign',
    opens_reason LowCardinality(String) COMMENT 'Why opens are not trackable: deliveries.opens_decided_by, or ANONYMOUS; empty if they are',
    clicks_reason LowCardinality(String) COMMENT 'Why clicks are not trackable: deliveries.clicks_decided_by, or ANONYMOUS; empty if they are',
    deliveries Int64 COMMENT 'Number of deliveries'
)
ENGINE = SummingMergeTree((deliveries))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign, opens_reason, clicks_reason)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Deliveries by why they are not trackable; filled by decisions_15min_mv'
