-- Stops feeding hits_hourly.
--
-- Why: hits_15min has all it had, and finer.
DROP VIEW IF EXISTS trueopen.hits_hourly_mv
