-- Removes the hourly rollup of engagement.
--
-- Why: the same numbers stand in engagement_15min; kept twice they would cost every insert twice.
DROP TABLE IF EXISTS trueopen.engagement_hourly
