-- Adds to each standing the domain the mail went to.
--
-- Why: rates by recipient domain tell how the big providers treat the mail. The rollup sees the standing's row alone.
-- Rows written before have none, and so have the retractions of what was stated before: both still cancel out.
ALTER TABLE trueopen.engagement
    ADD COLUMN IF NOT EXISTS recipient_domain LowCardinality(String) DEFAULT ''
        COMMENT 'Domain of the recipient, lower case; empty if unknown; from the delivery event'
        AFTER campaign
