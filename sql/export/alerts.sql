-- title: alerts with the state of their mail
-- grain: one row per alert and mail
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: alert, outbox
SELECT a.*, o.state AS mail, o.attempts, o.last_error, o.sent_at
FROM alert AS a
LEFT JOIN outbox AS o ON list_contains(o.alert_ids, a.alert_id)
ORDER BY a.raised_at, a.municipality, a.year, a.domain, o.message_id
