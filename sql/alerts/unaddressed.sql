-- title: mails that have nobody to go to
-- grain: one row per unsent mail without recipients
-- unit: none
-- source: outbox, alert; level and domain of the first alert, by which recipients are chosen
SELECT o.message_id, o.kind, coalesce(o.municipality, a.municipality) AS municipality, a.level, a.domain
FROM outbox AS o
LEFT JOIN alert AS a ON a.alert_id = o.alert_id
WHERE o.state = 'unsent' AND len(o.recipients) = 0
