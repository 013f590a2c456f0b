-- Feeds clients_15min from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.clients_15min_mv TO trueopen.clients_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    client,
    kind,
    verdict,
    place,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
GROUP BY account, slot, domain, client, kind, verdict, place
COMMENT 'Feeds clients_15min from hits'
