SELECT toString(toDate(at, {zone:String})) AS key, toString(kind) AS hit_kind, toString(verdict) AS verdict_class,
    multiIf(verdict IN ('PERSON', 'PERSON_VIA_PROXY'), 'PEOPLE', verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN'), 'UNKNOWABLE', 'MACHINES') AS counts_as,
    toString(place) AS place_among_hits, toInt64(sum(sign)) AS found
FROM trueopen.hits
WHERE account = {account:String} AND at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')}
GROUP BY key, kind, verdict, place
HAVING found != 0
