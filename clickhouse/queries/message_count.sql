-- How many deliveries the message list holds, for the same filter as message_list.
-- Parameters: account; from and to, [from, to); search, empty for all.
SELECT
    toInt64(count()) AS found
FROM trueopen.deliveries
WHERE account = {account:String}
  AND sent_at >= {from:DateTime64(3, 'UTC')}
  AND sent_at < {to:DateTime64(3, 'UTC')}
  AND ({search:String} = ''
       OR positionCaseInsensitiveUTF8(recipient, {search:String}) > 0
       OR positionCaseInsensitiveUTF8(subject, {search:String}) > 0
       OR positionCaseInsensitiveUTF8(campaign, {search:String}) > 0)
