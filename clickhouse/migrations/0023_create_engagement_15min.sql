-- Engagement per quarter of an hour of sending and sender, for every rate.
--
-- Why: every rate is a quotient of two of these sums. Sums of signs only: exact under corrections. Uniques come from the
--   changelog's transitions, so a delivery opened twice counts once without any state of uniq.
-- The time is that of sending, so that a rate's numerator and denominator speak of the same mails. What the open rate
--   divides is counted among trackable mail only: a click implies an open also where opens are not tracked.
-- The grain is a quarter of an hour: every zone's offset from UTC is a multiple of it, so hours and days are exact in
--   every zone, also where days begin at half past. One such rollup serves both.
-- ORDER BY (account, slot, ...): the dashboard reads one account over a range of time, then filters or groups.
-- Duplicates: filled by the view engagement_15min_mv. A repeated insert into engagement, dropped there by its token, is
--   dropped here too.
-- TTL: none; it names no recipient and outlives engagement.
CREATE TABLE IF NOT EXISTS trueopen.engagement_15min
(
    account LowCardinality(String) COMMENT 'Account id; engagement.account',
    slot DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; engagement.sent_at',
    domain LowCardinality(String) COMMENT 'Sending domain; engagement.domain',
    mailbox LowCardinality(String) COMMENT 'Sending address; engagement.mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign, empty for none; engagement.campaign',
    deliveries Int64 COMMENT 'Deliveries sent; sum of engagement.sign',
    opens_trackable Int64 COMMENT 'Deliveries whose opens can be seen; sum of sign * engagement.opens_trackable',
    clicks_trackable Int64 COMMENT 'Deliveries whose clicks can be seen; sum of sign * engagement.clicks_trackable',
    tracked_raw_opened Int64 COMMENT 'Of those whose opens can be seen, with any open hit; sum of sign * opens_trackable * engagement.raw_opened',
    tracked_opened Int64 COMMENT 'Of those, opened by a person; sum of sign * opens_trackable * engagement.opened',
    tracked_unknowable Int64 COMMENT 'Of those, maybe opened by a person; sum of sign * opens_trackable * engagement.unknowable',
    tracked_machine_only Int64 COMMENT 'Of those, touched by machines only; sum of sign * opens_trackable * engagement.machine_only',
    tracked_clicked Int64 COMMENT 'Of those, clicked by a person; sum of sign * opens_trackable * engagement.clicked',
    raw_opened Int64 COMMENT 'Deliveries with any open hit; sum of sign * engagement.raw_opened',
    opened Int64 COMMENT 'Deliveries opened by a person, a click implying it; sum of sign * engagement.opened',
    unknowable Int64 COMMENT 'Deliveries that may have been opened by a person; sum of sign * engagement.unknowable',
    machine_only Int64 COMMENT 'Deliveries touched by machines only; sum of sign * engagement.machine_only',
    clicked Int64 COMMENT 'Deliveries clicked by a person; sum of sign * engagement.clicked',
    machine_clicked Int64 COMMENT 'Deliveries clicked by a machine; sum of sign * engagement.machine_clicked',
    opens Int64 COMMENT 'Times opened by people, reloads left out; sum of sign * engagement.opens',
    clicks Int64 COMMENT 'Clicks by people, reloads left out; sum of sign * engagement.clicks',
    machine_opens Int64 COMMENT 'Open hits by machines; sum of sign * engagement.machine_opens',
    machine_clicks Int64 COMMENT 'Click hits by machines; sum of sign * engagement.machine_clicks',
    forwards Int64 COMMENT 'Readers beyond the recipients; sum of sign * engagement.forwards',
    forwarded Int64 COMMENT 'Deliveries with a reader beyond the recipient; sum of sign where engagement.forwards > 0',
    times_1 Int64 COMMENT 'Deliveries people opened once; sum of sign where engagement.opens = 1',
    times_2 Int64 COMMENT 'Deliveries people opened twice; sum of sign where engagement.opens = 2',
    times_3 Int64 COMMENT 'Deliveries people opened three times; sum of sign where engagement.opens = 3',
    times_4 Int64 COMMENT 'Deliveries people opened four times; sum of sign where engagement.opens = 4',
    times_5_up Int64 COMMENT 'Deliveries people opened five times or more; sum of sign where engagement.opens >= 5',
    changes Int64 COMMENT 'Statements and retractions summed here; it grows with every change'
)
ENGINE = SummingMergeTree((deliveries, opens_trackable, clicks_trackable, tracked_raw_opened, tracked_opened, tracked_unknowable, tracked_machine_only, tracked_clicked, raw_opened, opened, unknowable, machine_only, clicked, machine_clicked, opens, clicks, machine_opens, machine_clicks, forwards, forwarded, times_1, times_2, times_3, times_4, times_5_up, changes))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Engagement per quarter of an hour of sending as sums of signs; filled by engagement_15min_mv'
