-- Whether an account has ever sent anything through here.
-- Parameter: account.
SELECT toInt64(count()) AS found
FROM (SELECT 1 FROM trueopen.deliveries WHERE account = {account:String} LIMIT 1)
