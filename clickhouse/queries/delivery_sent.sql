-- When one delivery was sent, by its id alone. Once, unless two of that id should ever exist. What else is asked of a
-- delivery takes this for a parameter, and so reads a granule of a month and not of all of them.
-- Parameters: account, delivery.
SELECT sent_at
FROM trueopen.delivery_times
WHERE account = {account:String} AND delivery_id = {delivery:String}
ORDER BY sent_at
