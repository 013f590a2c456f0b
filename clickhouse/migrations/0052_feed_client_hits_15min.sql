-- Feeds client_hits_15min from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.client_hits_15min_mv TO trueopen.client_hits_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfFifteenMinutes(at) AS slot,
    domain,
    client,
    sumIf(toInt64(sign), kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS opens,
    sumIf(toInt64(sign), kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS clicks,
    sumIf(toInt64(sign), verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS unknowable_hits,
    sumIf(toInt64(sign), verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN')) AS machine_hits,
    sum(toInt64(sign)) AS hits
FROM trueopen.hits
WHERE place != 'RELOAD'
GROUP BY account, slot, domain, client
COMMENT 'Feeds client_hits_15min from hits'
