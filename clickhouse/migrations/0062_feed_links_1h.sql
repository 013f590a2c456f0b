-- Feeds links_1h from every insert into hits.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.links_1h_mv TO trueopen.links_1h
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    toStartOfHour(at) AS slot,
    campaign,
    url,
    domain,
    mailbox,
    sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY')) AS clicks,
    sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FIRST' AND NOT startsWith(delivery_id, 'all-')) AS clickers,
    sumIf(toInt64(sign), verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place = 'FORWARD') AS forward_clicks,
    sumIf(toInt64(sign), verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS unknowable_clicks,
    sumIf(toInt64(sign), verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN')) AS machine_clicks
FROM trueopen.hits
WHERE kind = 'CLICK' AND link >= 0 AND place != 'RELOAD'
GROUP BY account, slot, campaign, url, domain, mailbox
COMMENT 'Feeds links_1h from hits'
