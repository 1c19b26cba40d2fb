-- title: the log of alerts as its hashes were made of it
-- grain: one row per event, in order
-- unit: none
-- source: alert_log
SELECT number, happened_at, event, alert_id, municipality, detail, previous, hash FROM alert_log ORDER BY number, hash
