CREATE TABLE trueopen.account_hits_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `kind` LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    `verdict` LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    `place` LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    `hits` Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree((hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Hits per quarter of an hour and verdict of whole accounts as sums of signs; filled by account_hits_15min_mv';

CREATE MATERIALIZED VIEW trueopen.account_hits_15min_mv TO trueopen.account_hits_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `kind` LowCardinality(String),
    `verdict` LowCardinality(String),
    `place` LowCardinality(String),
    `hits` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds account_hits_15min from hits'
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    kind,
    verdict,
    place,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
GROUP BY
    account,
    slot,
    domain,
    kind,
    verdict,
    place;

CREATE TABLE trueopen.client_hits_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `client` LowCardinality(String) COMMENT 'Client family in words; hits.client',
    `opens` Int64 COMMENT 'Opens by people, reloads left out; sum of sign',
    `clicks` Int64 COMMENT 'Clicks by people, reloads left out; sum of sign',
    `unknowable_hits` Int64 COMMENT 'Hits that may be by people, reloads left out; sum of sign',
    `machine_hits` Int64 COMMENT 'Hits by machines, reloads left out; sum of sign',
    `hits` Int64 COMMENT 'All of them, reloads left out; sum of sign'
)
ENGINE = SummingMergeTree((opens, clicks, unknowable_hits, machine_hits, hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, client)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Hits per quarter of an hour and client family as sums of signs; filled by client_hits_15min_mv';

CREATE MATERIALIZED VIEW trueopen.client_hits_15min_mv TO trueopen.client_hits_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `client` LowCardinality(String),
    `opens` Int64,
    `clicks` Int64,
    `unknowable_hits` Int64,
    `machine_hits` Int64,
    `hits` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds client_hits_15min from hits'
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    client,
    sumIf(toInt64(sign), (kind = 'OPEN') AND (verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS opens,
    sumIf(toInt64(sign), (kind = 'CLICK') AND (verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    sumIf(toInt64(sign), (verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_hits,
    sumIf(toInt64(sign), (verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_hits,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
WHERE place != 'RELOAD'
GROUP BY
    account,
    slot,
    domain,
    client;

CREATE TABLE trueopen.cohorts_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `sent_slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; hits.sent_at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    `age_days` UInt16 COMMENT 'Days of 24 hours from sending to the first open, from 0; hits.at less hits.sent_at',
    `opened` Int64 COMMENT 'Deliveries first opened by people at that age; sum of hits.sign'
)
ENGINE = SummingMergeTree((opened))
PARTITION BY toYYYYMM(sent_slot)
ORDER BY (account, sent_slot, domain, mailbox, campaign, age_days)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'First opens by sending time and age; filled by cohorts_15min_mv';

CREATE MATERIALIZED VIEW trueopen.cohorts_15min_mv TO trueopen.cohorts_15min
(
    `account` LowCardinality(String),
    `sent_slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `age_days` UInt16,
    `opened` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds cohorts_15min from hits'
AS SELECT
    account,
    toStartOfFifteenMinutes(sent_at) AS sent_slot,
    domain,
    mailbox,
    campaign,
    toUInt16(least(greatest(intDiv(toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(sent_at), 86400000), 0), 65535)) AS age_days,
    sum(toInt64(sign)) AS opened
FROM trueopen.hits
WHERE (verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AND (toUnixTimestamp64Milli(sent_at) > 0) AND (((kind = 'OPEN') AND (place = 'FIRST')) OR has(reason_rules, 'click-implies-open'))
GROUP BY
    account,
    sent_slot,
    domain,
    mailbox,
    campaign,
    age_days;

CREATE TABLE trueopen.corrections
(
    `account` LowCardinality(String) COMMENT 'Account id; from the signed token',
    `delivery_id` String COMMENT 'Delivery the hit belongs to; from the signed token',
    `hit_id` String COMMENT 'Id of the request; given by ingest',
    `at` DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds',
    `kind` LowCardinality(String) COMMENT 'OPEN for the pixel, CLICK for a link; from the signed token',
    `mailbox` LowCardinality(String) COMMENT 'Sending address of the delivery, lower case; copied from the delivery',
    `domain` LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; copied from the delivery',
    `campaign` LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; copied from the delivery',
    `verdict_before` LowCardinality(String) COMMENT 'Class that was taken back; from the job',
    `verdict_after` LowCardinality(String) COMMENT 'Class that was stated in its place; from the job',
    `rule_before` LowCardinality(String) COMMENT 'Strongest rule behind the former verdict, empty for none; from the job',
    `rule_after` LowCardinality(String) COMMENT 'Strongest rule behind the new verdict, empty for none; from the job',
    `rule_version` LowCardinality(String) COMMENT 'Version of the rules that judged anew; from the job',
    `corrected_at` DateTime64(3, 'UTC') COMMENT 'When it was corrected, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(corrected_at)
ORDER BY (account, corrected_at, delivery_id, hit_id)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Hits whose verdict class was corrected; written by the engagement job';

CREATE TABLE trueopen.dead_letters
(
    `topic` LowCardinality(String) COMMENT 'Kafka topic the record came from',
    `kafka_partition` Int32 COMMENT 'Partition of that topic, from 0',
    `kafka_offset` Int64 COMMENT 'Offset in that partition',
    `reason` String COMMENT 'Why the job could not use it, one sentence; from the job',
    `payload` String COMMENT 'The bytes of the record as received, in base64, cut at 4 kB',
    `seen_at` DateTime64(3, 'UTC') COMMENT 'When the job refused it, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(seen_at)
ORDER BY (seen_at, topic, kafka_partition, kafka_offset)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Records the engagement job could not use, with the reason';

CREATE TABLE trueopen.decisions_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; deliveries.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; deliveries.sent_at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; deliveries.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; deliveries.mailbox',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; deliveries.campaign',
    `opens_reason` LowCardinality(String) COMMENT 'Why opens are not trackable: deliveries.opens_decided_by, or ANONYMOUS; empty if they are',
    `clicks_reason` LowCardinality(String) COMMENT 'Why clicks are not trackable: deliveries.clicks_decided_by, or ANONYMOUS; empty if they are',
    `deliveries` Int64 COMMENT 'Number of deliveries'
)
ENGINE = SummingMergeTree((deliveries))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign, opens_reason, clicks_reason)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Deliveries by why they are not trackable; filled by decisions_15min_mv';

CREATE MATERIALIZED VIEW trueopen.decisions_15min_mv TO trueopen.decisions_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `opens_reason` String,
    `clicks_reason` String,
    `deliveries` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds decisions_15min from deliveries'
AS SELECT
    account,
    toStartOfFifteenMinutes(sent_at) AS slot,
    domain,
    mailbox,
    campaign,
    multiIf(opens_tracked = 0, toString(opens_decided_by), anonymous = 1, 'ANONYMOUS', '') AS opens_reason,
    multiIf(clicks_tracked = 0, toString(clicks_decided_by), anonymous = 1, 'ANONYMOUS', '') AS clicks_reason,
    toInt64(count()) AS deliveries
FROM trueopen.deliveries
GROUP BY
    account,
    slot,
    domain,
    mailbox,
    campaign,
    opens_reason,
    clicks_reason;

CREATE TABLE trueopen.deliveries
(
    `account` LowCardinality(String) COMMENT 'Account id; from the delivery event',
    `delivery_id` String COMMENT 'Id of this message to this recipient, unique in the system; from the delivery event',
    `message_id` String COMMENT 'Id of the composed mail all its deliveries share; from the delivery event',
    `sent_at` DateTime64(3, 'UTC') COMMENT 'When the mail was instrumented, UTC, milliseconds; from the delivery event',
    `mailbox` LowCardinality(String) COMMENT 'Sending address, lower case; from the From header',
    `domain` LowCardinality(String) COMMENT 'Sending domain, lower case; the domain part of mailbox',
    `campaign` LowCardinality(String) COMMENT 'Campaign name, empty for none; from the send request',
    `recipient` String COMMENT 'Recipient address, lower case; from the send request. An anonymous delivery is never linked to a hit',
    `recipient_domain` LowCardinality(String) COMMENT 'Domain of the recipient, lower case; from the send request',
    `recipient_key` UInt64 COMMENT 'Keyed hash of account and recipient, 64 bits; computed by ingest, also inside the token',
    `subject` String COMMENT 'Subject line, decoded; empty for none; from the send request',
    `has_html` UInt8 COMMENT '1 if the mail has an HTML part, else 0; found when instrumenting',
    `links` Array(String) COMMENT 'Destinations of the links by link number from 0; found when instrumenting',
    `unsubscribe_link` Int16 COMMENT 'Number in links of the unsubscribe link, -1 for none; found when instrumenting',
    `opens_tracked` UInt8 COMMENT '1 if the mail carries a pixel, else 0; frozen decision',
    `opens_decided_by` LowCardinality(String) COMMENT 'Level or gate that decided on opens: MESSAGE, CAMPAIGN, MAILBOX, DOMAIN, ACCOUNT, DEFAULT, KILL_SWITCH, OPTED_OUT, UNKNOWN_CAMPAIGN, NO_HTML, UNVALIDATED_DOMAIN, NO_TRACKING_DOMAIN, SIGNED, ENCRYPTED, DKIM_SIGNED, UNREADABLE, TRACKING_FAILED or IMPORTED; frozen decision',
    `opens_name` String COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision',
    `opens_since` Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision',
    `opens_set_by` String COMMENT 'Who set that value; empty if nobody did; frozen decision',
    `clicks_tracked` UInt8 COMMENT '1 if links lead over the tracking host, else 0; frozen decision',
    `clicks_decided_by` LowCardinality(String) COMMENT 'Level or gate that decided on clicks, values as opens_decided_by; frozen decision',
    `clicks_name` String COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision',
    `clicks_since` Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision',
    `clicks_set_by` String COMMENT 'Who set that value; empty if nobody did; frozen decision',
    `anonymous` UInt8 DEFAULT 0 COMMENT '1 if pixel and links carry the campaign or mailbox in place of this delivery, else 0; frozen decision',
    `identity_decided_by` LowCardinality(String) DEFAULT 'DEFAULT' COMMENT 'Level that decided on identity: MESSAGE, CAMPAIGN, MAILBOX, DOMAIN, ACCOUNT or DEFAULT; frozen decision',
    `identity_name` String DEFAULT '' COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision',
    `identity_since` Nullable(DateTime64(3, 'UTC')) DEFAULT NULL COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision',
    `identity_set_by` String DEFAULT '' COMMENT 'Who set that value; empty if nobody did; frozen decision',
    INDEX delivery_id_bloom delivery_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, sent_at, delivery_id)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192, prewarm_mark_cache = 1
COMMENT 'One row per delivery with its frozen tracking decision; written once by the engagement job';

CREATE TABLE trueopen.delivery_statuses
(
    `account` LowCardinality(String) COMMENT 'Account id; from the status event',
    `delivery_id` String COMMENT 'Delivery the report is about; from the status event',
    `status` LowCardinality(String) COMMENT 'DELIVERED or BOUNCED; from the status event',
    `at` DateTime64(3, 'UTC') COMMENT 'When that happened, UTC, milliseconds; as the reporter says',
    `seen_at` DateTime64(3, 'UTC') COMMENT 'When the report took effect, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'What became of deliveries, one row per report; written by the engagement job';

CREATE TABLE trueopen.delivery_times
(
    `account` LowCardinality(String) COMMENT 'Account id; deliveries.account',
    `delivery_id` String COMMENT 'Delivery id; deliveries.delivery_id',
    `sent_at` DateTime64(3, 'UTC') COMMENT 'When it was sent, UTC, milliseconds; deliveries.sent_at'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, delivery_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000
COMMENT 'When each delivery was sent, by its id; filled by delivery_times_mv';

CREATE MATERIALIZED VIEW trueopen.delivery_times_mv TO trueopen.delivery_times
(
    `account` LowCardinality(String),
    `delivery_id` String,
    `sent_at` DateTime64(3, 'UTC')
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds delivery_times from deliveries'
AS SELECT
    account,
    delivery_id,
    sent_at
FROM trueopen.deliveries;

CREATE TABLE trueopen.domain_profiles
(
    `account` LowCardinality(String) COMMENT 'Account id; from the delivery event',
    `week` DateTime64(3, 'UTC') COMMENT 'First instant of the week in which the mail was sent, UTC; weeks are counted from 1970-01-01',
    `recipient_domain` String COMMENT 'Domain of the recipients addresses, lower case; from the delivery event',
    `revision` Int64 COMMENT 'Highest stands; counted by the job',
    `recipients` UInt32 COMMENT 'Recipients with hits straight from a network; of very many a sample by key; from the job',
    `scanned` UInt32 COMMENT 'Those most of whose deliveries had their links swept; from the job',
    `early` UInt32 COMMENT 'Those others most of whose deliveries had early hits only; from the job',
    `delay_counts` Array(String) COMMENT 'Scanned recipients by delay of the first hit: up to 10, 20, 60, 120, 300, 600, 1800, 3600, 21600, 86400 s, and later; decimal counts; from the job',
    `scanned_domain` UInt8 COMMENT '1 if the domain is judged to be scanned, else 0; from the job',
    `within_seconds` UInt32 COMMENT 'How long after delivery scanners are expected there, in seconds, 0 if not scanned; from the job',
    `changed_at` DateTime64(3, 'UTC') COMMENT 'When the row was written, UTC, milliseconds; clock of the job'
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(week)
ORDER BY (account, week, recipient_domain)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'What was learned of recipient domains, one live row per domain and week; written by the engagement job';

CREATE TABLE trueopen.engagement
(
    `account` LowCardinality(String) COMMENT 'Account id; from the delivery event',
    `delivery_id` String COMMENT 'Delivery this is the standing of; from the delivery event',
    `sent_at` DateTime64(3, 'UTC') COMMENT 'When the mail was instrumented, UTC, milliseconds; from the delivery event',
    `mailbox` LowCardinality(String) COMMENT 'Sending address, lower case; from the delivery event',
    `domain` LowCardinality(String) COMMENT 'Sending domain, lower case; from the delivery event',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; from the delivery event',
    `recipient_domain` LowCardinality(String) DEFAULT '' COMMENT 'Domain of the recipient, lower case; empty if unknown; from the delivery event',
    `opens_trackable` UInt8 COMMENT '1 if opens of this delivery can be seen, else 0; the open rate divides by its sum; from the job',
    `clicks_trackable` UInt8 COMMENT '1 if clicks of this delivery can be seen, else 0; the click rate divides by its sum; from the job',
    `raw_opened` UInt8 COMMENT '1 if there was any open hit by anyone, else 0; from the job',
    `opened` UInt8 COMMENT '1 if opened by a person, which a click by a person implies, else 0; from the job',
    `unknowable` UInt8 COMMENT '1 if not opened by a person but by a privacy preload or an unknown client, else 0; from the job',
    `machine_only` UInt8 COMMENT '1 if opened by machines and nobody else, else 0; from the job',
    `clicked` UInt8 COMMENT '1 if clicked by a person, else 0; from the job',
    `machine_clicked` UInt8 COMMENT '1 if clicked by a machine, else 0; from the job',
    `opens` UInt32 COMMENT 'Times opened by people, reloads left out; from the job',
    `clicks` UInt32 COMMENT 'Clicks by people, reloads left out; from the job',
    `machine_opens` UInt32 COMMENT 'Open hits by machines; from the job',
    `machine_clicks` UInt32 COMMENT 'Click hits by machines; from the job',
    `forwards` UInt32 COMMENT 'Readers beyond the recipient; from the job',
    `sign` Int8 COMMENT '+1 for a statement, -1 for taking back an earlier one; from the job',
    `changed_at` DateTime64(3, 'UTC') COMMENT 'When this statement or retraction was made, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, sent_at, delivery_id)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192, prewarm_mark_cache = 1
COMMENT 'Changelog of the engagement per delivery, sign +1 and -1; written by the engagement job';

CREATE TABLE trueopen.engagement_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; engagement.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; engagement.sent_at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; engagement.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; engagement.mailbox',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; engagement.campaign',
    `deliveries` Int64 COMMENT 'Deliveries sent; sum of engagement.sign',
    `opens_trackable` Int64 COMMENT 'Deliveries whose opens can be seen; sum of sign * engagement.opens_trackable',
    `clicks_trackable` Int64 COMMENT 'Deliveries whose clicks can be seen; sum of sign * engagement.clicks_trackable',
    `tracked_raw_opened` Int64 COMMENT 'Of those whose opens can be seen, with any open hit; sum of sign * opens_trackable * engagement.raw_opened',
    `tracked_opened` Int64 COMMENT 'Of those, opened by a person; sum of sign * opens_trackable * engagement.opened',
    `tracked_unknowable` Int64 COMMENT 'Of those, maybe opened by a person; sum of sign * opens_trackable * engagement.unknowable',
    `tracked_machine_only` Int64 COMMENT 'Of those, touched by machines only; sum of sign * opens_trackable * engagement.machine_only',
    `tracked_clicked` Int64 COMMENT 'Of those, clicked by a person; sum of sign * opens_trackable * engagement.clicked',
    `raw_opened` Int64 COMMENT 'Deliveries with any open hit; sum of sign * engagement.raw_opened',
    `opened` Int64 COMMENT 'Deliveries opened by a person, a click implying it; sum of sign * engagement.opened',
    `unknowable` Int64 COMMENT 'Deliveries that may have been opened by a person; sum of sign * engagement.unknowable',
    `machine_only` Int64 COMMENT 'Deliveries touched by machines only; sum of sign * engagement.machine_only',
    `clicked` Int64 COMMENT 'Deliveries clicked by a person; sum of sign * engagement.clicked',
    `machine_clicked` Int64 COMMENT 'Deliveries clicked by a machine; sum of sign * engagement.machine_clicked',
    `opens` Int64 COMMENT 'Times opened by people, reloads left out; sum of sign * engagement.opens',
    `clicks` Int64 COMMENT 'Clicks by people, reloads left out; sum of sign * engagement.clicks',
    `machine_opens` Int64 COMMENT 'Open hits by machines; sum of sign * engagement.machine_opens',
    `machine_clicks` Int64 COMMENT 'Click hits by machines; sum of sign * engagement.machine_clicks',
    `forwards` Int64 COMMENT 'Readers beyond the recipients; sum of sign * engagement.forwards',
    `forwarded` Int64 COMMENT 'Deliveries with a reader beyond the recipient; sum of sign where engagement.forwards > 0',
    `times_1` Int64 COMMENT 'Deliveries people opened once; sum of sign where engagement.opens = 1',
    `times_2` Int64 COMMENT 'Deliveries people opened twice; sum of sign where engagement.opens = 2',
    `times_3` Int64 COMMENT 'Deliveries people opened three times; sum of sign where engagement.opens = 3',
    `times_4` Int64 COMMENT 'Deliveries people opened four times; sum of sign where engagement.opens = 4',
    `times_5_up` Int64 COMMENT 'Deliveries people opened five times or more; sum of sign where engagement.opens >= 5',
    `changes` Int64 COMMENT 'Statements and retractions summed here; it grows with every change'
)
ENGINE = SummingMergeTree((deliveries, opens_trackable, clicks_trackable, tracked_raw_opened, tracked_opened, tracked_unknowable, tracked_machine_only, tracked_clicked, raw_opened, opened, unknowable, machine_only, clicked, machine_clicked, opens, clicks, machine_opens, machine_clicks, forwards, forwarded, times_1, times_2, times_3, times_4, times_5_up, changes))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Engagement per quarter of an hour of sending as sums of signs; filled by engagement_15min_mv';

CREATE MATERIALIZED VIEW trueopen.engagement_15min_mv TO trueopen.engagement_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `deliveries` Int64,
    `opens_trackable` Int64,
    `clicks_trackable` Int64,
    `tracked_raw_opened` Int64,
    `tracked_opened` Int64,
    `tracked_unknowable` Int64,
    `tracked_machine_only` Int64,
    `tracked_clicked` Int64,
    `raw_opened` Int64,
    `opened` Int64,
    `unknowable` Int64,
    `machine_only` Int64,
    `clicked` Int64,
    `machine_clicked` Int64,
    `opens` Int64,
    `clicks` Int64,
    `machine_opens` Int64,
    `machine_clicks` Int64,
    `forwards` Int64,
    `forwarded` Int64,
    `times_1` Int64,
    `times_2` Int64,
    `times_3` Int64,
    `times_4` Int64,
    `times_5_up` Int64,
    `changes` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds engagement_15min from engagement'
AS SELECT
    e.account AS account,
    toStartOfFifteenMinutes(e.sent_at) AS slot,
    e.domain AS domain,
    e.mailbox AS mailbox,
    e.campaign AS campaign,
    sum(toInt64(e.sign)) AS deliveries,
    sum(toInt64(e.sign) * e.opens_trackable) AS opens_trackable,
    sum(toInt64(e.sign) * e.clicks_trackable) AS clicks_trackable,
    sum((toInt64(e.sign) * e.opens_trackable) * e.raw_opened) AS tracked_raw_opened,
    sum((toInt64(e.sign) * e.opens_trackable) * e.opened) AS tracked_opened,
    sum((toInt64(e.sign) * e.opens_trackable) * e.unknowable) AS tracked_unknowable,
    sum((toInt64(e.sign) * e.opens_trackable) * e.machine_only) AS tracked_machine_only,
    sum((toInt64(e.sign) * e.opens_trackable) * e.clicked) AS tracked_clicked,
    sum(toInt64(e.sign) * e.raw_opened) AS raw_opened,
    sum(toInt64(e.sign) * e.opened) AS opened,
    sum(toInt64(e.sign) * e.unknowable) AS unknowable,
    sum(toInt64(e.sign) * e.machine_only) AS machine_only,
    sum(toInt64(e.sign) * e.clicked) AS clicked,
    sum(toInt64(e.sign) * e.machine_clicked) AS machine_clicked,
    sum(toInt64(e.sign) * e.opens) AS opens,
    sum(toInt64(e.sign) * e.clicks) AS clicks,
    sum(toInt64(e.sign) * e.machine_opens) AS machine_opens,
    sum(toInt64(e.sign) * e.machine_clicks) AS machine_clicks,
    sum(toInt64(e.sign) * e.forwards) AS forwards,
    sum(toInt64(e.sign) * (e.forwards > 0)) AS forwarded,
    sum(toInt64(e.sign) * (e.opens = 1)) AS times_1,
    sum(toInt64(e.sign) * (e.opens = 2)) AS times_2,
    sum(toInt64(e.sign) * (e.opens = 3)) AS times_3,
    sum(toInt64(e.sign) * (e.opens = 4)) AS times_4,
    sum(toInt64(e.sign) * (e.opens >= 5)) AS times_5_up,
    toInt64(count()) AS changes
FROM trueopen.engagement AS e
GROUP BY
    account,
    slot,
    domain,
    mailbox,
    campaign;

CREATE VIEW trueopen.engagement_hourly
(
    `account` LowCardinality(String),
    `hour` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `deliveries` Int64,
    `opens_trackable` Int64,
    `clicks_trackable` Int64,
    `raw_opened` Int64,
    `opened` Int64,
    `unknowable` Int64,
    `machine_only` Int64,
    `clicked` Int64,
    `machine_clicked` Int64,
    `opens` Int64,
    `clicks` Int64,
    `machine_opens` Int64,
    `machine_clicks` Int64,
    `forwards` Int64
)
COMMENT 'engagement_15min by the hour of UTC'
AS SELECT
    e.account AS account,
    toStartOfHour(e.slot) AS hour,
    e.domain AS domain,
    e.mailbox AS mailbox,
    e.campaign AS campaign,
    sum(e.deliveries) AS deliveries,
    sum(e.opens_trackable) AS opens_trackable,
    sum(e.clicks_trackable) AS clicks_trackable,
    sum(e.raw_opened) AS raw_opened,
    sum(e.opened) AS opened,
    sum(e.unknowable) AS unknowable,
    sum(e.machine_only) AS machine_only,
    sum(e.clicked) AS clicked,
    sum(e.machine_clicked) AS machine_clicked,
    sum(e.opens) AS opens,
    sum(e.clicks) AS clicks,
    sum(e.machine_opens) AS machine_opens,
    sum(e.machine_clicks) AS machine_clicks,
    sum(e.forwards) AS forwards
FROM trueopen.engagement_15min AS e
GROUP BY
    account,
    hour,
    domain,
    mailbox,
    campaign;

CREATE TABLE trueopen.erased_deliveries
(
    `account` LowCardinality(String) COMMENT 'Account id; from the delivery',
    `recipient_key` UInt64 COMMENT 'Keyed hash of account and address, as in erased_recipients',
    `delivery_id` String COMMENT 'Delivery that was erased',
    `erased_at` DateTime('UTC') COMMENT 'When the erasure began, UTC; clock of the server'
)
ENGINE = MergeTree
ORDER BY (account, recipient_key, delivery_id)
TTL erased_at + toIntervalYear(1)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Deliveries of erased recipients, so that what is stated of them later can be erased; written by whoever erases';

CREATE TABLE trueopen.erased_recipients
(
    `account` LowCardinality(String) COMMENT 'Account id; from who erased',
    `recipient_key` UInt64 COMMENT 'Keyed hash of account and address, as in deliveries; from who erased',
    `erased_at` DateTime64(3, 'UTC') COMMENT 'When the erasure began, UTC, milliseconds; clock of who erased'
)
ENGINE = MergeTree
ORDER BY (account, recipient_key, erased_at)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Erased recipients, so that nobody brings them back from the topics; written by whoever erases';

CREATE TABLE trueopen.generations
(
    `at` DateTime64(3, 'UTC') COMMENT 'When it was done, UTC, milliseconds; clock of the command',
    `event` LowCardinality(String) COMMENT 'started, finished, shown or dropped',
    `name` String COMMENT 'What the generation was called; default for what the running job writes',
    `database_name` LowCardinality(String) COMMENT 'The database its rows are in',
    `rule_version` LowCardinality(String) COMMENT 'Version of the rules it was judged by, without what single accounts have of their own; empty for default',
    `judged_until` DateTime64(3, 'UTC') COMMENT 'What came later is not in it, UTC, milliseconds; epoch for default',
    `offsets` String COMMENT 'What was read of the topics, as deliveries/0 17-230 and so on; from is the first record, to the one behind the last',
    `deliveries` UInt64 COMMENT 'Deliveries that were judged anew; 0 until finished',
    `hits` UInt64 COMMENT 'Hits that were judged anew; 0 until finished',
    `carried_deliveries` UInt64 COMMENT 'Deliveries that the topics no longer held and that stand as they were judged before; 0 until finished',
    `carried_hits` UInt64 COMMENT 'Hits likewise; 0 until finished',
    `erased_deliveries` UInt64 COMMENT 'Deliveries in the topics that were left out since their recipient was erased; 0 until finished'
)
ENGINE = MergeTree
ORDER BY at
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Generations of verdicts and which one is shown; written by ./trueopen reclassify';

CREATE TABLE trueopen.hits
(
    `account` LowCardinality(String) COMMENT 'Account id; from the signed token',
    `delivery_id` String COMMENT 'Delivery the hit belongs to; for anonymous mail the id that all mail of its campaign or mailbox shares, all- and 32 hex digits; from the signed token' CODEC(ZSTD(1)),
    `hit_id` String COMMENT 'Id of the request, unique; given by ingest' CODEC(ZSTD(1)),
    `at` DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds' CODEC(ZSTD(1)),
    `kind` LowCardinality(String) COMMENT 'OPEN for the pixel, CLICK for a link; from the signed token',
    `link` Int16 COMMENT 'Number of the link in deliveries.links, -1 for opens; from the signed token',
    `pixel` LowCardinality(String) DEFAULT if(kind = 'OPEN', 'END', '') COMMENT 'Image of an open: END (the pixel at the end), EARLY (the one at the beginning) or IMAGE (of the sender); empty for clicks; from the signed token',
    `url` String COMMENT 'Destination of the click, empty for opens; from the signed token' CODEC(ZSTD(1)),
    `method` LowCardinality(String) COMMENT 'HTTP method of the request, GET or HEAD',
    `network` String COMMENT 'Client network as CIDR text, /24 for IPv4 and /48 for IPv6; empty for anonymous mail; shortened by the job' CODEC(ZSTD(1)),
    `country` LowCardinality(String) DEFAULT '' COMMENT 'Country of the full client address, ISO 3166-1 alpha-2; empty if none is known, without JOB_COUNTRY_FILE and for anonymous mail; looked up by the job',
    `address_hash` UInt64 COMMENT 'Keyed hash of the full client address, 64 bits; 0 for anonymous mail; computed by the job',
    `client` LowCardinality(String) COMMENT 'Client family in words, as Gmail image proxy or Apple Mail; from headers and network',
    `verdict` LowCardinality(String) COMMENT 'Class of the hit: PERSON, PERSON_VIA_PROXY, PRIVACY_PRELOAD, PROVIDER_PREFETCH, SECURITY_SCANNER, LINK_PREVIEW, DECLARED_BOT, OWN_TRAFFIC or UNKNOWN; judged by the job',
    `place` LowCardinality(String) COMMENT 'Place among the hits of the delivery: FIRST, RELOAD, REPEAT or FORWARD; always FIRST for anonymous mail; judged by the job',
    `reason_rules` Array(LowCardinality(String)) COMMENT 'Rules that led to the verdict, strongest first; from the job',
    `reason_evidence` Array(String) COMMENT 'What each rule saw, same length and order as reason_rules; from the job' CODEC(ZSTD(1)),
    `confidence` UInt8 COMMENT 'Confidence in the verdict, percent 0 to 100; from the job',
    `rule_version` LowCardinality(String) COMMENT 'Version of the rules that judged; from the job',
    `lists` Array(LowCardinality(String)) DEFAULT [] COMMENT 'Signal lists that knew the network or user agent, each as name@date of its newest entry, and +hash of its text if it did not come with the product; from the job',
    `mailbox` LowCardinality(String) COMMENT 'Sending address of the delivery or anonymous mail, lower case; copied from it; empty until it is known',
    `domain` LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; copied from the delivery',
    `campaign` LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; copied from the delivery',
    `sent_at` DateTime64(3, 'UTC') DEFAULT 0 COMMENT 'When the mail of the hit was instrumented, UTC, milliseconds; 1970 until that is known, and for anonymous mail; copied from the delivery',
    `sign` Int8 COMMENT '+1 for a statement, -1 for taking back an earlier one; from the job',
    `judged_at` DateTime64(3, 'UTC') COMMENT 'When this statement or retraction was made, UTC, milliseconds; clock of the job' CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at, hit_id)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Changelog of hits and their verdicts, sign +1 and -1; written by the engagement job';

CREATE TABLE trueopen.hits_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of the hit, UTC; hits.at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    `kind` LowCardinality(String) COMMENT 'OPEN or CLICK; hits.kind',
    `verdict` LowCardinality(String) COMMENT 'Verdict class; hits.verdict',
    `place` LowCardinality(String) COMMENT 'FIRST, RELOAD, REPEAT or FORWARD; hits.place',
    `hits` Int64 COMMENT 'Number of hits; sum of hits.sign'
)
ENGINE = SummingMergeTree((hits))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, mailbox, campaign, kind, verdict, place)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Hits per quarter of an hour and verdict as sums of signs; filled by hits_15min_mv';

CREATE MATERIALIZED VIEW trueopen.hits_15min_mv TO trueopen.hits_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `kind` LowCardinality(String),
    `verdict` LowCardinality(String),
    `place` LowCardinality(String),
    `hits` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds hits_15min from hits'
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    mailbox,
    campaign,
    kind,
    verdict,
    place,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
GROUP BY
    account,
    slot,
    domain,
    mailbox,
    campaign,
    kind,
    verdict,
    place;

CREATE VIEW trueopen.hits_hourly
(
    `account` LowCardinality(String),
    `hour` DateTime('UTC'),
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `campaign` LowCardinality(String),
    `kind` LowCardinality(String),
    `verdict` LowCardinality(String),
    `place` LowCardinality(String),
    `hits` Int64
)
COMMENT 'hits_15min by the hour of UTC'
AS SELECT
    h.account AS account,
    toStartOfHour(h.slot) AS hour,
    h.domain AS domain,
    h.mailbox AS mailbox,
    h.campaign AS campaign,
    h.kind AS kind,
    h.verdict AS verdict,
    h.place AS place,
    sum(h.hits) AS hits
FROM trueopen.hits_15min AS h
GROUP BY
    account,
    hour,
    domain,
    mailbox,
    campaign,
    kind,
    verdict,
    place;

CREATE TABLE trueopen.late_hits
(
    `account` LowCardinality(String) COMMENT 'Account id; from the signed token',
    `delivery_id` String COMMENT 'Delivery the hit belongs to, or what stands in its place in anonymous mail; from the signed token',
    `hit_id` String COMMENT 'Id of the request, unique; given by ingest',
    `at` DateTime64(3, 'UTC') COMMENT 'When ingest received the request, UTC, milliseconds',
    `kind` LowCardinality(String) COMMENT 'OPEN for a pixel or image, CLICK for a link; from the signed token',
    `link` Int16 COMMENT 'Number of the link in deliveries.links, -1 for opens; from the signed token',
    `url` String COMMENT 'Destination of the click, empty for opens; from the signed token',
    `method` LowCardinality(String) COMMENT 'HTTP method of the request, GET or HEAD',
    `network` String COMMENT 'Client network as CIDR text, /24 for IPv4 and /48 for IPv6; empty for anonymous mail; shortened by the job',
    `address_hash` UInt64 COMMENT 'Keyed hash of the full client address, 64 bits; 0 for anonymous mail; computed by the job',
    `client` LowCardinality(String) COMMENT 'Client family in words, as Gmail image proxy or Apple Mail; from headers and network',
    `verdict` LowCardinality(String) COMMENT 'Class by what the hit alone says, values as in hits; judged by the job',
    `confidence` UInt8 COMMENT 'Confidence in that, percent 0 to 100; from the job',
    `mailbox` LowCardinality(String) COMMENT 'Sending address of the delivery, lower case; empty if the delivery was never known',
    `domain` LowCardinality(String) COMMENT 'Sending domain of the delivery, lower case; likewise',
    `campaign` LowCardinality(String) COMMENT 'Campaign of the delivery, empty for none; likewise',
    `seen_at` DateTime64(3, 'UTC') COMMENT 'When the job saw the hit, UTC, milliseconds; clock of the job'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (account, delivery_id, at, hit_id)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Hits too late to be judged, in no report; written by the engagement job';

CREATE TABLE trueopen.links_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of the click, UTC; hits.at',
    `url` String COMMENT 'Destination of the link; hits.url',
    `link` Int16 COMMENT 'Number of the link in its mail, from 0; hits.link',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    `clicks` Int64 COMMENT 'Clicks by people, reloads left out; sum of sign',
    `clickers` Int64 COMMENT 'Deliveries whose recipient clicked this link; sum of sign of first clicks by people, anonymous mail left out',
    `forward_clicks` Int64 COMMENT 'Of the clicks, by readers beyond the recipient; sum of sign',
    `unknowable_clicks` Int64 COMMENT 'Clicks that may be by people, reloads left out; sum of sign',
    `machine_clicks` Int64 COMMENT 'Clicks by machines, reloads left out; sum of sign'
)
ENGINE = SummingMergeTree((clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, campaign, slot, url, link, domain, mailbox)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Clicks per quarter of an hour and link as sums of signs; filled by links_15min_mv';

CREATE MATERIALIZED VIEW trueopen.links_15min_mv TO trueopen.links_15min
(
    `account` LowCardinality(String),
    `campaign` LowCardinality(String),
    `slot` DateTime('UTC'),
    `url` String,
    `link` Int16,
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `clicks` Int64,
    `clickers` Int64,
    `forward_clicks` Int64,
    `unknowable_clicks` Int64,
    `machine_clicks` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds links_15min from hits'
AS SELECT
    account,
    campaign,
    toStartOfFifteenMinutes(at) AS slot,
    url,
    link,
    domain,
    mailbox,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AND (place = 'FIRST') AND (NOT startsWith(delivery_id, 'all-'))) AS clickers,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AND (place = 'FORWARD')) AS forward_clicks,
    sumIf(toInt64(sign), (verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_clicks,
    sumIf(toInt64(sign), (verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_clicks
FROM trueopen.hits
WHERE (kind = 'CLICK') AND (place != 'RELOAD')
GROUP BY
    account,
    campaign,
    slot,
    url,
    link,
    domain,
    mailbox;

CREATE TABLE trueopen.links_1h
(
    `account` LowCardinality(String) COMMENT 'Account id; hits.account',
    `slot` DateTime('UTC') COMMENT 'Start of the hour of the click, UTC; hits.at',
    `campaign` LowCardinality(String) COMMENT 'Campaign, empty for none; hits.campaign',
    `url` String COMMENT 'Destination of the link; hits.url',
    `domain` LowCardinality(String) COMMENT 'Sending domain; hits.domain',
    `mailbox` LowCardinality(String) COMMENT 'Sending address; hits.mailbox',
    `clicks` Int64 COMMENT 'Clicks by people, reloads left out; sum of sign',
    `clickers` Int64 COMMENT 'Deliveries whose recipient clicked this link; sum of sign of first clicks by people, anonymous mail left out',
    `forward_clicks` Int64 COMMENT 'Of the clicks, by readers beyond the recipient; sum of sign',
    `unknowable_clicks` Int64 COMMENT 'Clicks that may be by people, reloads left out; sum of sign',
    `machine_clicks` Int64 COMMENT 'Clicks by machines, reloads left out; sum of sign'
)
ENGINE = SummingMergeTree((clicks, clickers, forward_clicks, unknowable_clicks, machine_clicks))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, campaign, url, domain, mailbox)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Clicks per hour and link as sums of signs; filled by links_1h_mv';

CREATE MATERIALIZED VIEW trueopen.links_1h_mv TO trueopen.links_1h
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `campaign` LowCardinality(String),
    `url` String,
    `domain` LowCardinality(String),
    `mailbox` LowCardinality(String),
    `clicks` Int64,
    `clickers` Int64,
    `forward_clicks` Int64,
    `unknowable_clicks` Int64,
    `machine_clicks` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds links_1h from hits'
AS SELECT
    account,
    toStartOfHour(at) AS slot,
    campaign,
    url,
    domain,
    mailbox,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY'))) AS clicks,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AND (place = 'FIRST') AND (NOT startsWith(delivery_id, 'all-'))) AS clickers,
    sumIf(toInt64(sign), (verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AND (place = 'FORWARD')) AS forward_clicks,
    sumIf(toInt64(sign), (verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'))) AS unknowable_clicks,
    sumIf(toInt64(sign), (verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN'))) AS machine_clicks
FROM trueopen.hits
WHERE (kind = 'CLICK') AND (link >= 0) AND (place != 'RELOAD')
GROUP BY
    account,
    slot,
    campaign,
    url,
    domain,
    mailbox;

CREATE TABLE trueopen.recipient_domains_15min
(
    `account` LowCardinality(String) COMMENT 'Account id; engagement.account',
    `slot` DateTime('UTC') COMMENT 'Start of the quarter of an hour of sending, UTC; engagement.sent_at',
    `domain` LowCardinality(String) COMMENT 'Sending domain; engagement.domain',
    `recipient_domain` LowCardinality(String) COMMENT 'Domain of the recipients, empty if unknown; engagement.recipient_domain',
    `deliveries` Int64 COMMENT 'Deliveries sent; sum of engagement.sign',
    `opens_trackable` Int64 COMMENT 'Deliveries whose opens can be seen; sum of sign * engagement.opens_trackable',
    `clicks_trackable` Int64 COMMENT 'Deliveries whose clicks can be seen; sum of sign * engagement.clicks_trackable',
    `tracked_raw_opened` Int64 COMMENT 'Of those whose opens can be seen, with any open hit; sum of sign * opens_trackable * engagement.raw_opened',
    `tracked_opened` Int64 COMMENT 'Of those, opened by a person; sum of sign * opens_trackable * engagement.opened',
    `tracked_unknowable` Int64 COMMENT 'Of those, maybe opened by a person; sum of sign * opens_trackable * engagement.unknowable',
    `tracked_machine_only` Int64 COMMENT 'Of those, touched by machines only; sum of sign * opens_trackable * engagement.machine_only',
    `tracked_clicked` Int64 COMMENT 'Of those, clicked by a person; sum of sign * opens_trackable * engagement.clicked',
    `opened` Int64 COMMENT 'Deliveries opened by a person, a click implying it; sum of sign * engagement.opened',
    `unknowable` Int64 COMMENT 'Deliveries that may have been opened by a person; sum of sign * engagement.unknowable',
    `clicked` Int64 COMMENT 'Deliveries clicked by a person; sum of sign * engagement.clicked',
    `machine_clicked` Int64 COMMENT 'Deliveries clicked by a machine; sum of sign * engagement.machine_clicked',
    `opens` Int64 COMMENT 'Times opened by people, reloads left out; sum of sign * engagement.opens',
    `clicks` Int64 COMMENT 'Clicks by people, reloads left out; sum of sign * engagement.clicks',
    `forwards` Int64 COMMENT 'Readers beyond the recipients; sum of sign * engagement.forwards'
)
ENGINE = SummingMergeTree((deliveries, opens_trackable, clicks_trackable, tracked_raw_opened, tracked_opened, tracked_unknowable, tracked_machine_only, tracked_clicked, opened, unknowable, clicked, machine_clicked, opens, clicks, forwards))
PARTITION BY toYYYYMM(slot)
ORDER BY (account, slot, domain, recipient_domain)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'Engagement per quarter of an hour of sending and recipient domain; filled by recipient_domains_15min_mv';

CREATE MATERIALIZED VIEW trueopen.recipient_domains_15min_mv TO trueopen.recipient_domains_15min
(
    `account` LowCardinality(String),
    `slot` DateTime('UTC'),
    `domain` LowCardinality(String),
    `recipient_domain` LowCardinality(String),
    `deliveries` Int64,
    `opens_trackable` Int64,
    `clicks_trackable` Int64,
    `tracked_raw_opened` Int64,
    `tracked_opened` Int64,
    `tracked_unknowable` Int64,
    `tracked_machine_only` Int64,
    `tracked_clicked` Int64,
    `opened` Int64,
    `unknowable` Int64,
    `clicked` Int64,
    `machine_clicked` Int64,
    `opens` Int64,
    `clicks` Int64,
    `forwards` Int64
)
DEFINER = migrator SQL SECURITY DEFINER
COMMENT 'Feeds recipient_domains_15min from engagement'
AS SELECT
    e.account AS account,
    toStartOfFifteenMinutes(e.sent_at) AS slot,
    e.domain AS domain,
    e.recipient_domain AS recipient_domain,
    sum(toInt64(e.sign)) AS deliveries,
    sum(toInt64(e.sign) * e.opens_trackable) AS opens_trackable,
    sum(toInt64(e.sign) * e.clicks_trackable) AS clicks_trackable,
    sum((toInt64(e.sign) * e.opens_trackable) * e.raw_opened) AS tracked_raw_opened,
    sum((toInt64(e.sign) * e.opens_trackable) * e.opened) AS tracked_opened,
    sum((toInt64(e.sign) * e.opens_trackable) * e.unknowable) AS tracked_unknowable,
    sum((toInt64(e.sign) * e.opens_trackable) * e.machine_only) AS tracked_machine_only,
    sum((toInt64(e.sign) * e.opens_trackable) * e.clicked) AS tracked_clicked,
    sum(toInt64(e.sign) * e.opened) AS opened,
    sum(toInt64(e.sign) * e.unknowable) AS unknowable,
    sum(toInt64(e.sign) * e.clicked) AS clicked,
    sum(toInt64(e.sign) * e.machine_clicked) AS machine_clicked,
    sum(toInt64(e.sign) * e.opens) AS opens,
    sum(toInt64(e.sign) * e.clicks) AS clicks,
    sum(toInt64(e.sign) * e.forwards) AS forwards
FROM trueopen.engagement AS e
GROUP BY
    account,
    slot,
    domain,
    recipient_domain;

CREATE TABLE trueopen.schema_migrations
(
    `version` UInt32 COMMENT 'Number of the migration, from 1; from the file name',
    `name` String COMMENT 'File name without .sql',
    `sha256` FixedString(64) COMMENT 'SHA-256 of the file when it was applied, hex',
    `applied_at` DateTime64(3, 'UTC') COMMENT 'When it was applied, UTC, milliseconds; clock of the migrator'
)
ENGINE = ReplacingMergeTree(applied_at)
ORDER BY version
SETTINGS index_granularity = 8192
COMMENT 'Migrations applied to this database; written by the migrator. Read with FINAL: two migrators at once may record one twice';

CREATE TABLE trueopen.settings_changes
(
    `account` LowCardinality(String) COMMENT 'Account id; from the settings record',
    `setting_key` String COMMENT 'Key of the record in the settings topic',
    `kind` LowCardinality(String) COMMENT 'What the record holds, as TRACKING_ACCOUNT, DOMAIN_POLICY or API_KEY; from its key',
    `name` String COMMENT 'Name of the thing configured, as the domain or mailbox; from its key',
    `version` UInt64 COMMENT 'Version of the record, counting from 1 per key; from the settings record',
    `value` String COMMENT 'The value after the change, JSON; empty if it was removed; from the settings record',
    `changed_at` DateTime64(3, 'UTC') COMMENT 'When it was changed, UTC, milliseconds; from the settings record',
    `changed_by` String COMMENT 'Who changed it; from the settings record'
)
ENGINE = MergeTree
ORDER BY (account, changed_at, setting_key, version)
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 8192
COMMENT 'History of settings; copied from the settings topic by the engagement job';
