-- Clicks per hour and link, for reports of a whole account.
--
-- Why: across campaigns, quarters of an hour make links_15min more than twice as large as a report of days needs. It is
--   read where hours are exact; links_15min with a filter by campaign, and in zones that differ from UTC by half an hour.
--   The honeypot (link -2) is left out.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view links_1h_mv; a repeated insert into hits, dropped there by its token, is dropped here too.
-- TTL: none. Destinations that name a recipient should not be; they stay after an erasure.
CREATE TABLE IF NOT EXISTS trueopen.links_1h
(
    account LowCardinality(String) COMMENT 'Account id; hits.account',
    slot DateTime('UTC') COMMENT 'Start of the hour of the click, UTC; hits.at',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    url String COMMENT 'Destination of the link; hits.url',
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
ORDER BY (account, slot, campaign, url, domain, mailbox)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Clicks per hour and link as sums of signs; filled by links_1h_mv'
