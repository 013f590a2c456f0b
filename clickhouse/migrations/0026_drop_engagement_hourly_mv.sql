-- Stops feeding engagement_hourly.
--
-- Why: engagement_15min has all it had, and finer.
DROP VIEW IF EXISTS trueopen.engagement_hourly_mv
