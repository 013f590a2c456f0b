-- Stops feeding clients_15min.
--
-- Why: client_hits_15min answers all that was asked of it, in far fewer rows.
DROP VIEW IF EXISTS trueopen.clients_15min_mv
