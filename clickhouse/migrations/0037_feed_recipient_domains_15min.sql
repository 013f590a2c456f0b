-- Feeds recipient_domains_15min from every insert into engagement.
--
-- Why a view: the rollup is written in the same insert as the rows it sums, so both follow the same deduplication token.
-- It reads and writes with the rights of the one who made it, so that who inserts needs no right to read.
-- The prefix e. keeps the sums' arguments apart from their aliases of the same name.
CREATE MATERIALIZED VIEW IF NOT EXISTS trueopen.recipient_domains_15min_mv TO trueopen.recipient_domains_15min
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.account AS account,
    toStartOfFifteenMinutes(e.sent_at) AS slot,
    e.domain AS domain,
    e.recipient_domain AS recipient_domain,
    sum(toInt64(e.sign)) AS deliveries,
    sum(toInt64(e.sign) * e.opens_trackable) AS opens_trackable,
    sum(toInt64(e.sign) * e.clicks_trackable) AS clicks_trackable,
    sum(toInt64(e.sign) * e.opens_trackable * e.raw_opened) AS tracked_raw_opened,
    sum(toInt64(e.sign) * e.opens_trackable * e.opened) AS tracked_opened,
    sum(toInt64(e.sign) * e.opens_trackable * e.unknowable) AS tracked_unknowable,
    sum(toInt64(e.sign) * e.opens_trackable * e.machine_only) AS tracked_machine_only,
    sum(toInt64(e.sign) * e.opens_trackable * e.clicked) AS tracked_clicked,
    sum(toInt64(e.sign) * e.opened) AS opened,
    sum(toInt64(e.sign) * e.unknowable) AS unknowable,
    sum(toInt64(e.sign) * e.clicked) AS clicked,
    sum(toInt64(e.sign) * e.machine_clicked) AS machine_clicked,
    sum(toInt64(e.sign) * e.opens) AS opens,
    sum(toInt64(e.sign) * e.clicks) AS clicks,
    sum(toInt64(e.sign) * e.forwards) AS forwards
FROM trueopen.engagement AS e
GROUP BY account, slot, domain, recipient_domain
COMMENT 'Feeds recipient_domains_15min from engagement'
