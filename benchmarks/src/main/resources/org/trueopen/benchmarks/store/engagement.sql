-- States what the hits of deliveries {first} to {last} add up to: nothing at first, then that taken back, then what stands.
INSERT INTO trueopen.engagement
SELECT
    account, delivery_id, sent_at, mailbox, domain, campaign, recipient_domain, 1 AS opens_trackable, 1 AS clicks_trackable,
    v AND n_raw > 0 AS raw_opened,
    v AND n_opens + n_clicks > 0 AS opened,
    v AND NOT n_opens + n_clicks > 0 AND n_unknowable > 0 AS unknowable,
    v AND NOT n_opens + n_clicks > 0 AND NOT n_unknowable > 0 AND n_machine_opens + n_machine_clicks > 0 AS machine_only,
    v AND n_clicks > 0 AS clicked, v AND n_machine_clicks > 0 AS machine_clicked,
    v * n_opens AS opens, v * n_clicks AS clicks, v * n_machine_opens AS machine_opens, v * n_machine_clicks AS machine_clicks,
    0 AS forwards, step.2 AS sign, sent_at AS changed_at
FROM
(
    SELECT
        d.account AS account, d.delivery_id AS delivery_id, d.sent_at AS sent_at, d.mailbox AS mailbox, d.domain AS domain,
        d.campaign AS campaign, d.recipient_domain AS recipient_domain,
        h.n_raw AS n_raw, h.n_opens AS n_opens, h.n_clicks AS n_clicks, h.n_unknowable AS n_unknowable,
        h.n_machine_opens AS n_machine_opens, h.n_machine_clicks AS n_machine_clicks,
        arrayJoin([(0, 1), (0, -1), (1, 1)]) AS step, step.1 AS v
    FROM trueopen.deliveries AS d
    LEFT JOIN
    (
        SELECT
            delivery_id,
            sumIf(sign, kind = 'OPEN') AS n_raw,
            sumIf(sign, kind = 'OPEN' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place != 'RELOAD') AS n_opens,
            sumIf(sign, kind = 'CLICK' AND verdict IN ('PERSON', 'PERSON_VIA_PROXY') AND place != 'RELOAD') AS n_clicks,
            sumIf(sign, kind = 'OPEN' AND verdict IN ('PRIVACY_PRELOAD', 'UNKNOWN')) AS n_unknowable,
            sumIf(sign, kind = 'OPEN' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN') AND place != 'RELOAD') AS n_machine_opens,
            sumIf(sign, kind = 'CLICK' AND verdict NOT IN ('PERSON', 'PERSON_VIA_PROXY', 'PRIVACY_PRELOAD', 'UNKNOWN') AND place != 'RELOAD') AS n_machine_clicks
        FROM trueopen.hits
        WHERE account IN ('bench', 'other0', 'other1', 'other2')
          AND delivery_id >= leftPad(lower(hex({first:UInt64})), 16, '0')
          AND delivery_id < leftPad(lower(hex({last:UInt64})), 16, '0')
        GROUP BY delivery_id
    ) AS h ON h.delivery_id = d.delivery_id
    WHERE d.sent_at >= {start:DateTime64(3, 'UTC')} + toIntervalMillisecond({first:UInt64} * {interval:UInt64})
      AND d.sent_at < {start:DateTime64(3, 'UTC')} + toIntervalMillisecond({last:UInt64} * {interval:UInt64})
      AND d.account IN ('bench', 'other0', 'other1', 'other2')
)
