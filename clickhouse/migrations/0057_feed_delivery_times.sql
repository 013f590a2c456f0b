-- Feeds delivery_times from every insert into deliveries.
--
-- Why a view: it is written in the same insert as the rows it names, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.delivery_times_mv TO trueopen.delivery_times
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, delivery_id, sent_at
FROM trueopen.deliveries
COMMENT 'Feeds delivery_times from deliveries'
