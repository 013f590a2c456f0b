-- Feeds account_hits_15min from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.account_hits_15min_mv TO trueopen.account_hits_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    kind,
    verdict,
    place,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
GROUP BY account, slot, domain, kind, verdict, place
COMMENT 'Feeds account_hits_15min from hits'
