-- One row per delivery: what was sent to whom, and the frozen decision whether it is tracked.
--
-- Why: the message list, the delivery page and "why was this (not) tracked?" read it. Nothing here ever changes after
--   the mail was instrumented, so it is a plain table and not a changelog.
-- ORDER BY (account, sent_at, delivery_id): the message list pages through an account by time. A delivery found by
--   its id alone goes through the bloom index, since the id stands last in the key.
-- Duplicates: the job inserts each checkpoint's rows under one insert_deduplication_token; a repeated insert is dropped
--   while its token is among the last 10000 inserted blocks: hours of checkpoints, longer than a commit is retried.
-- TTL: none; kept until a retention setting or an erasure removes it.
CREATE TABLE IF NOT EXISTS trueopen.deliveries
(
    account LowCardinality(String) COMMENT 'Account id; from the delivery event',
    delivery_id String COMMENT 'Id of this message to this recipient, unique in the system; from the delivery event',
    message_id String COMMENT 'Id of the composed mail all its deliveries share; from the delivery event',
    sent_at DateTime64(3, 'UTC') COMMENT 'When the mail was instrumented, UTC, milliseconds; from the delivery event',
    mailbox LowCardinality(String) COMMENT 'Sending address, lower case; from the From header',
    domain LowCardinality(String) COMMENT 'Sending domain, lower case; the domain part of mailbox',
    campaign LowCardinality(String) COMMENT 'Campaign name, empty for none; from the send request',
    recipient String COMMENT 'Recipient address, lower case; empty where tracking is anonymous; from the send request',
    recipient_domain LowCardinality(String) COMMENT 'Domain of the recipient, lower case; from the send request',
    recipient_key UInt64 COMMENT 'Keyed hash of account and recipient, 64 bits; computed by ingest, also inside the token',
    subject String COMMENT 'Subject line, decoded; empty for none; from the send request',
    has_html UInt8 COMMENT '1 if the mail has an HTML part, else 0; found when instrumenting',
    links Array(String) COMMENT 'Destinations of the links by link number from 0; found when instrumenting',
    unsubscribe_link Int16 COMMENT 'Number in links of the unsubscribe link, -1 for none; found when instrumenting',
    opens_tracked UInt8 COMMENT '1 if the mail carries a pixel, else 0; frozen decision',
    opens_decided_by LowCardinality(String) COMMENT 'Level or gate that decided on opens: MESSAGE, CAMPAIGN, MAILBOX, DOMAIN, ACCOUNT, DEFAULT, KILL_SWITCH, OPTED_OUT, NO_HTML, UNVALIDATED_DOMAIN, NO_TRACKING_DOMAIN or IMPORTED; frozen decision',
    opens_name String COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision',
    opens_since Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision',
    opens_set_by String COMMENT 'Who set that value; empty if nobody did; frozen decision',
    clicks_tracked UInt8 COMMENT '1 if links lead over the tracking host, else 0; frozen decision',
    clicks_decided_by LowCardinality(String) COMMENT 'Level or gate that decided on clicks, values as opens_decided_by; frozen decision',
    clicks_name String COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision',
    clicks_since Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision',
    clicks_set_by String COMMENT 'Who set that value; empty if nobody did; frozen decision',
    INDEX delivery_id_bloom delivery_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(sent_at)
ORDER BY (account, sent_at, delivery_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'One row per delivery with its frozen tracking decision; written once by the engagement job'
