-- Deliveries and what became of them, by the time of sending: the open rate with its floor and ceiling, clicks, forwards.
-- Rates are of 0 to 1, and null where nothing was trackable. floor = opened by people, ceiling = that and the unknowable.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by and then, how to group:
--   hour, day, domain, mailbox, campaign, or empty for not at all.
SELECT
    multiIf(
        {by:String} = 'hour', toString(toStartOfHour(e.slot, {zone:String})),
        {by:String} = 'day', toString(toDate(e.slot, {zone:String})),
        {by:String} = 'domain', toString(e.domain),
        {by:String} = 'mailbox', toString(e.mailbox),
        {by:String} = 'campaign', toString(e.campaign),
        '') AS key,
    multiIf(
        {then:String} = 'hour', toString(toStartOfHour(e.slot, {zone:String})),
        {then:String} = 'day', toString(toDate(e.slot, {zone:String})),
        {then:String} = 'domain', toString(e.domain),
        {then:String} = 'mailbox', toString(e.mailbox),
        {then:String} = 'campaign', toString(e.campaign),
        '') AS then_key,
    toInt64(sum(e.deliveries)) AS deliveries,
    toInt64(sum(e.opens_trackable)) AS opens_trackable,
    toInt64(sum(e.clicks_trackable)) AS clicks_trackable,
    toInt64(sum(e.tracked_raw_opened)) AS raw_opened,
    toInt64(sum(e.tracked_opened)) AS opened,
    toInt64(sum(e.tracked_unknowable)) AS unknowable,
    toInt64(sum(e.tracked_machine_only)) AS machine_only,
    toInt64(sum(e.clicked)) AS clicked,
    toInt64(sum(e.machine_clicked)) AS machine_clicked,
    toInt64(sum(e.opens)) AS opens,
    toInt64(sum(e.clicks)) AS clicks,
    toInt64(sum(e.machine_opens)) AS machine_opens,
    toInt64(sum(e.machine_clicks)) AS machine_clicks,
    toInt64(sum(e.forwards)) AS forwards,
    toInt64(sum(e.forwarded)) AS forwarded,
    if(opens_trackable > 0, opened / opens_trackable, NULL) AS open_rate_floor,
    if(opens_trackable > 0, (opened + unknowable) / opens_trackable, NULL) AS open_rate_ceiling,
    if(opens_trackable > 0, unknowable / opens_trackable, NULL) AS open_rate_band,
    if(opens_trackable > 0, raw_opened / opens_trackable, NULL) AS open_rate_raw,
    if(clicks_trackable > 0, clicked / clicks_trackable, NULL) AS click_rate,
    if(opened > 0, toInt64(sum(e.tracked_clicked)) / opened, NULL) AS click_to_open_rate
FROM trueopen.engagement_15min AS e
WHERE e.account = {account:String}
  AND e.slot >= {from:DateTime('UTC')}
  AND e.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
GROUP BY key, then_key
HAVING deliveries != 0
ORDER BY key, then_key
