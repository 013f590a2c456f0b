-- Adds to each delivery whether it was tracked without its recipient, and who decided that.
--
-- Why: the delivery page says why hits are, or are not, tied to the recipient. Like the two switches, the mode is frozen
--   when the mail is instrumented.
-- Rows written before have the defaults: until then all mail was identified, and nobody could set anything else.
ALTER TABLE trueopen.deliveries
    ADD COLUMN IF NOT EXISTS anonymous UInt8 DEFAULT 0
        COMMENT '1 if pixel and links carry the campaign or mailbox in place of this delivery, else 0; frozen decision'
        AFTER clicks_set_by,
    ADD COLUMN IF NOT EXISTS identity_decided_by LowCardinality(String) DEFAULT 'DEFAULT'
        COMMENT 'Level that decided on identity: MESSAGE, CAMPAIGN, MAILBOX, DOMAIN, ACCOUNT or DEFAULT; frozen decision'
        AFTER anonymous,
    ADD COLUMN IF NOT EXISTS identity_name String DEFAULT ''
        COMMENT 'Name of that level, as the mailbox or domain; empty for none; frozen decision'
        AFTER identity_decided_by,
    ADD COLUMN IF NOT EXISTS identity_since Nullable(DateTime64(3, 'UTC')) DEFAULT NULL
        COMMENT 'Since when that value stood, UTC, milliseconds; NULL if nobody set it; frozen decision'
        AFTER identity_name,
    ADD COLUMN IF NOT EXISTS identity_set_by String DEFAULT ''
        COMMENT 'Who set that value; empty if nobody did; frozen decision'
        AFTER identity_since
