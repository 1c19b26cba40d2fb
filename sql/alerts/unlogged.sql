-- title: what was done without a row of the log that says so
-- grain: one row per kind of thing
-- unit: count
-- source: outbox, alert, alert_log; mails of before there was a log are known by their run
SELECT 'verstuurde mails' AS what, count(*) AS count FROM outbox AS o
WHERE o.state = 'sent' AND o.run IS DISTINCT FROM 'before the log' AND NOT EXISTS (
    FROM alert_log AS l WHERE l.event = 'sent' AND json_extract_string(l.detail, '$.message_id') = o.message_id)
HAVING count(*) > 0
UNION ALL
SELECT 'mails in de wacht', count(*) FROM outbox AS o
WHERE o.state IN ('unsent', 'dead') AND o.kind = 'alert' AND o.created_at >= (SELECT min(happened_at) FROM alert_log)
  AND NOT EXISTS (FROM alert_log AS l WHERE l.event = 'queued'
      AND json_extract_string(l.detail, '$.message_id') = o.message_id)
HAVING count(*) > 0
UNION ALL
SELECT 'opgepakte meldingen', count(*) FROM alert AS a
WHERE a.acknowledged_at >= (SELECT min(happened_at) FROM alert_log) AND NOT EXISTS (
    FROM alert_log AS l WHERE l.event = 'acknowledged' AND l.alert_id = a.alert_id)
HAVING count(*) > 0
