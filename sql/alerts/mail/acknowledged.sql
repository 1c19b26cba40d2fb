-- title: who took a line up, through all its figures
-- grain: one row per acknowledgement, oldest first
-- unit: none
-- source: alert_log, alert
SELECT l.happened_at, json_extract_string(l.detail, '$.who') AS who, json_extract_string(l.detail, '$.note') AS note
FROM alert_log AS l
JOIN alert AS a USING (alert_id)
WHERE l.event = 'acknowledged' AND a.line_id = $line_id
ORDER BY l.number
