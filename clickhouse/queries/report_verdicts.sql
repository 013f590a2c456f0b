-- Hits by what they were judged to be and their place among the hits of their delivery, by the time of the hit.
-- Unless it is asked by mailbox or campaign it reads the account's own rollup, which is much smaller.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by, how to group: hour, day, domain,
--   mailbox, campaign, or empty for not at all.
SELECT
    multiIf(
        {by:String} = 'hour', toString(toStartOfHour(slot, {zone:String})),
        {by:String} = 'day', toString(toDate(slot, {zone:String})),
        {by:String} = 'domain', toString(domain),
        {by:String} = 'mailbox', toString(mailbox),
        {by:String} = 'campaign', toString(campaign),
        '') AS key,
    toString(kind) AS hit_kind,
    toString(verdict) AS verdict_class,
    multiIf(
        verdict IN ('PERSON', 'PERSON_VIA_PROXY'), 'PEOPLE',
        verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'), 'UNKNOWABLE',
        'MACHINES') AS counts_as,
    toString(place) AS place_among_hits,
    toInt64(sum(hits)) AS found
FROM
(
    SELECT slot, domain, '' AS mailbox, '' AS campaign, kind, verdict, place, hits
    FROM trueopen.account_hits_15min
    WHERE empty({mailboxes:Array(String)}) AND empty({campaigns:Array(String)}) AND {by:String} NOT IN ('mailbox', 'campaign')
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
    UNION ALL
    SELECT slot, domain, mailbox, campaign, kind, verdict, place, hits
    FROM trueopen.hits_15min
    WHERE NOT (empty({mailboxes:Array(String)}) AND empty({campaigns:Array(String)}) AND {by:String} NOT IN ('mailbox', 'campaign'))
      AND account = {account:String}
      AND slot >= {from:DateTime('UTC')}
      AND slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
)
GROUP BY key, kind, verdict, place
HAVING found != 0
ORDER BY key, hit_kind DESC, verdict_class, place_among_hits
