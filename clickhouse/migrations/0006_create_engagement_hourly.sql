-- Engagement per hour of sending, for rates over time and per mailbox, domain or campaign.
--
-- Why: every rate is a quotient of two of these sums. Sums of signs only: exact under corrections.
-- The hour is the hour of sending, so that a rate's numerator and denominator speak of the same mails.
-- ORDER BY (account, hour, ...): the dashboard reads one account over a range of hours, then filters or groups.
--   SummingMergeTree merges rows of equal key and drops those in which every sum is 0; every query sums.
-- Duplicates: filled by the view engagement_hourly_mv. A repeated insert into engagement, dropped there by its token, is
--   dropped here too.
-- TTL: none; it names no recipient and may outlive engagement.
CREATE TABLE IF NOT EXISTS trueopen.engagement_hourly
(
    account LowCardinality(String) COMMENT 'Account id; engagement.account',
    hour DateTime('UTC') COMMENT 'Start of the hour of sending, UTC; engagement.sent_at',
    domain LowCardinality(String) COMMENT 'Sending domain; engagement.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; engagement.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; engagement.campaign',
    deliveries Int64 COMMENT 'Deliveries sent; sum of engagement.sign',
    opens_trackable Int64 COMMENT 'Deliveries whose opens can be seen; sum of sign * engagement.opens_trackable',
    clicks_trackable Int64 COMMENT 'Deliveries whose clicks can be seen; sum of sign * engagement.clicks_trackable',
    raw_opened Int64 COMMENT 'Deliveries with any open hit; sum of sign * engagement.raw_opened',
    opened Int64 COMMENT 'Deliveries opened by a person; sum of sign * engagement.opened',
    unknowable Int64 COMMENT 'Deliveries that may have been opened by a person; sum of sign * engagement.unknowable',
    machine_only Int64 COMMENT 'Deliveries opened by machines only; sum of sign * engagement.machine_only',
    clicked Int64 COMMENT 'Deliveries clicked by a person; sum of sign * engagement.clicked',
    machine_clicked Int64 COMMENT 'Deliveries clicked by a machine; sum of sign * engagement.machine_clicked',
    opens Int64 COMMENT 'Times opened by people, reloads left out; sum of sign * engagement.opens',
    clicks Int64 COMMENT 'Clicks by people, reloads left out; sum of sign * engagement.clicks',
    machine_opens Int64 COMMENT 'Open hits by machines; sum of sign * engagement.machine_opens',
    machine_clicks Int64 COMMENT 'Click hits by machines; sum of sign * engagement.machine_clicks',
    forwards Int64 COMMENT 'Readers beyond the recipients; sum of sign * engagement.forwards'
)
ENGINE = SummingMergeTree((deliveries, opens_trackable, clicks_trackable, raw_opened, opened, unknowable, machine_only, clicked, machine_clicked, opens, clicks, machine_opens, machine_clicks, forwards))
PARTITION BY toYYYYMM(hour)
ORDER BY (account, hour, domain, mailbox, campaign)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Engagement per hour of sending as sums of signs; filled by engagement_hourly_mv'
