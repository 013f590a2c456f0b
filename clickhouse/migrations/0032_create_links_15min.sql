-- Clicks per quarter of an hour and link.
--
-- Why: which links were followed, how often and when. A delivery has one first click by a person on each link, so the
--   sum of the first clicks is the number of those who clicked: exact under corrections, without any state of uniq.
-- ORDER BY (account, campaign, slot, ...): links are looked at by campaign. Across campaigns a range is bounded by months.
-- Duplicates: filled by the view links_15min_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none. Destinations that name a recipient should not be; they stay after an erasure.
CREATE TABLE IF NOT EXISTS trueopen.links_15min
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of the click, UTC; hits.at',
    url String COMMENT 'Destination of the link; hits.url',
    link Int16 COMMENT 'Number of the link in its mail, from 0; hits.link',
    domain LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    clicks Int64 COMMENT 'Clicks by people, reloads left out; sum of sign',
    clickers Int64 COMMENT 'Deliveries whose recipient clicked this link; sum of sign of first clicks by people, anonymous mail left out',
    forward_clicks Int64 COMMENT 'Of the clicks, by readers beyond the recipient; sum of sign',
    unknowable_clicks Int64 COMMENT 'Clicks that may be by people, reloads left out; sum of sign',
    machine_clicks Int64 COMMENT 'Clicks by machines, reloads left out; sum of sign'
)
ENGINE = SummingMergeTree((clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, campaign, slot, url, link, domain, mailbox)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Clicks per quarter of an hour and link as sums of signs; filled by links_15min_mv'
