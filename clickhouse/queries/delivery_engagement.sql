-- What the verdicts of one delivery add up to at present.
-- Parameters: account, delivery; sent, as delivery_sent tells.
SELECT
    toInt64(sum(sign * raw_opened)) AS raw_opened,
    toInt64(sum(sign * opened)) AS opened,
    toInt64(sum(sign * unknowable)) AS unknowable,
    toInt64(sum(sign * machine_only)) AS machine_only,
    toInt64(sum(sign * clicked)) AS clicked,
    toInt64(sum(sign * machine_clicked)) AS machine_clicked,
    toInt64(sum(sign * opens)) AS opens,
    toInt64(sum(sign * clicks)) AS clicks,
    toInt64(sum(sign * machine_opens)) AS machine_opens,
    toInt64(sum(sign * machine_clicks)) AS machine_clicks,
    toInt64(sum(sign * forwards)) AS forwards
FROM trueopen.engagement
WHERE account = {account:String}
  AND sent_at IN {sent:Array(DateTime64(3, 'UTC'))}
  AND delivery_id = {delivery:String}
