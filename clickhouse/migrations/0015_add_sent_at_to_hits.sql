-- Adds to each hit when its mail was sent.
--
-- Why: how long after sending people open is counted by the hits' rollup, which sees the hit's row alone.
-- Rows written before have 1970, as those have whose delivery had not come yet; they are left out of that rollup.
ALTER TABLE trueopen.hits
    ADD COLUMN IF NOT EXISTS sent_at DateTime64(3, 'UTC') DEFAULT 0
        COMMENT 'When the mail of the hit was instrumented, UTC, milliseconds; 1970 until that is known, and for anonymous mail; copied from the delivery'
        AFTER campaign
