-- Hits by what they were judged to be and their place among the hits of their delivery, by the time of the hit.
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
FROM trueopen.hits_15min
WHERE account = {account:String}
  AND slot >= {from:DateTime('UTC')}
  AND slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
GROUP BY key, kind, verdict, place
HAVING found != 0
ORDER BY key, hit_kind DESC, verdict_class, place_among_hits
