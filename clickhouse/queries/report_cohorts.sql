-- How long mail goes on being read: by day of sending, how many deliveries people first opened how many days of 24 hours
-- later, and how many by then in all. Mail whose hits came before they knew its time of sending is missing here.
-- Parameters: account; from and to, whole quarters of an hour, [from, to); zone, whose hours and days are meant;
--   domains, mailboxes, campaigns, each empty for all.
SELECT
    sent_day,
    age_days,
    opened,
    toInt64(sum(opened) OVER (PARTITION BY sent_day ORDER BY age_days)) AS opened_by_then
FROM
(
    SELECT
        toDate(c.sent_slot, {zone:String}) AS sent_day,
        toInt64(c.age_days) AS age_days,
        toInt64(sum(c.opened)) AS opened
    FROM trueopen.cohorts_15min AS c
    WHERE c.account = {account:String}
      AND c.sent_slot >= {from:DateTime('UTC')}
      AND c.sent_slot < {to:DateTime('UTC')}
      AND (empty({domains:Array(String)}) OR c.domain IN {domains:Array(String)})
      AND (empty({mailboxes:Array(String)}) OR c.mailbox IN {mailboxes:Array(String)})
      AND (empty({campaigns:Array(String)}) OR c.campaign IN {campaigns:Array(String)})
    GROUP BY sent_day, age_days
    HAVING opened != 0
)
ORDER BY sent_day, age_days
