-- How verdicts were corrected, by the time of the correction: from which class to which, by which rule, and how often.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all; by, as in report_engagement.
SELECT
    multiIf(
        {by:String} = 'hour', toString(toStartOfHour(corrected_at, {zone:String})),
        {by:String} = 'day', toString(toDate(corrected_at, {zone:String})),
        {by:String} = 'domain', toString(domain),
        {by:String} = 'mailbox', toString(mailbox),
        {by:String} = 'campaign', toString(campaign),
        '') AS key,
    toString(kind) AS hit_kind,
    toString(verdict_before) AS verdict_from,
    toString(verdict_after) AS verdict_to,
    toString(rule_after) AS rule,
    toInt64(count()) AS corrections
FROM trueopen.corrections
WHERE account = {account:String}
  AND corrected_at >= {from:DateTime('UTC')}
  AND corrected_at < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR campaign IN {campaigns:Array(String)})
GROUP BY key, kind, verdict_before, verdict_after, rule_after
ORDER BY key, corrections DESC, hit_kind, verdict_from, verdict_to, rule
