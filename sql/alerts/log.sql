-- title: the log of alerts
-- grain: one row per event, oldest first
-- unit: none
-- source: alert_log
SELECT number, happened_at, event, alert_id, municipality, detail, hash FROM alert_log ORDER BY number
