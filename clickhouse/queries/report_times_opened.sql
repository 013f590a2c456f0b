-- How many deliveries people opened once, twice and so on, reloads left out; 5 stands for five times or more. Readers
-- beyond the recipient are counted in. By the time of sending.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all.
WITH arrayJoin([1, 2, 3, 4, 5]) AS nth
SELECT
    toInt64(nth) AS times,
    toInt64([sum(e.times_1), sum(e.times_2), sum(e.times_3), sum(e.times_4), sum(e.times_5_up)][nth]) AS deliveries
FROM trueopen.engagement_15min AS e
WHERE e.account = {account:String}
  AND e.slot >= {from:DateTime('UTC')}
  AND e.slot < {to:DateTime('UTC')}
  AND (empty({domains:Array(String)}) OR e.domain IN {domains:Array(String)})
  AND (empty({mailboxes:Array(String)}) OR e.mailbox IN {mailboxes:Array(String)})
  AND (empty({campaigns:Array(String)}) OR e.campaign IN {campaigns:Array(String)})
GROUP BY nth
ORDER BY times
