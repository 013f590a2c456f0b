-- Engagement per quarter of an hour of sending and recipient domain.
--
-- Why: shows how each provider's users, and its machines, treat the mail. Beside mailbox and campaign, recipient domains
--   would make the rollup of engagement hardly smaller than the deliveries, so it knows the sending domain only.
-- ORDER BY (account, slot, ...): one account over a range of time.
-- Duplicates: filled by the view recipient_domains_15min_mv; a repeated insert into engagement, dropped there by its
--   token, is dropped here too.
-- TTL: none; a domain of one person alone may name that person: then erase by hand.
CREATE TABLE IF NOT EXISTS trueopen.recipient_domains_15min
(
    account LowCardinality(String) COMMENT 'Account id; engagement.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; engagement.sent_at',
    domain LowCardinality(String) COMMENT 'Sending domain; engagement.domain',
    recipient_domain LowCardinality(String) COMMENT 'Domain of the recipients, empty if unknown; engagement.recipient_domain',
    deliveries Int64 COMMENT 'Deliveries sent; sum of engagement.sign',
    opens_trackable Int64 COMMENT 'Deliveries whose opens can be seen; sum of sign * engagement.opens_trackable',
    clicks_trackable Int64 COMMENT 'Deliveries whose clicks can be seen; sum of sign * engagement.clicks_trackable',
    tracked_raw_opened Int64 COMMENT 'Of those whose opens can be seen, with any open hit; sum of sign * opens_trackable * engagement.raw_opened',
    tracked_opened Int64 COMMENT 'Of those, opened by a person; sum of sign * opens_trackable * engagement.opened',
    tracked_unknowable Int64 COMMENT 'Of those, maybe opened by a person; sum of sign * opens_trackable * engagement.unknowable',
    tracked_machine_only Int64 COMMENT 'Of those, touched by machines only; sum of sign * opens_trackable * engagement.machine_only',
    tracked_clicked Int64 COMMENT 'Of those, clicked by a person; sum of sign * opens_trackable * engagement.clicked',
    opened Int64 COMMENT 'Deliveries opened by a person, a click implying it; sum of sign * engagement.opened',
    unknowable Int64 COMMENT 'Deliveries that may have been opened by a person; sum of sign * engagement.unknowable',
    clicked Int64 COMMENT 'Deliveries clicked by a person; sum of sign * engagement.clicked',
    machine_clicked Int64 COMMENT 'Deliveries clicked by a machine; sum of sign * engagement.machine_clicked',
    opens Int64 COMMENT 'Times opened by people, reloads left out; sum of sign * engagement.opens',
    clicks Int64 COMMENT 'Clicks by people, reloads left out; sum of sign * engagement.clicks',
    forwards Int64 COMMENT 'Readers beyond the recipients; sum of sign * engagement.forwards'
)
ENGINE = SummingMergeTree((deliveries, opens_trackable, clicks_trackable, tracked_raw_opened, tracked_opened, tracked_unknowable, tracked_machine_only, tracked_clicked, opened, unknowable, clicked, machine_clicked, opens, clicks, forwards))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, recipient_domain)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Engagement per quarter of an hour of sending and recipient domain; filled by recipient_domains_15min_mv'
