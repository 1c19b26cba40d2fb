-- title: who took an alert up
-- grain: one row
-- unit: none
-- source: alert
SELECT municipality, acknowledged_by, acknowledged_at, acknowledged_note FROM alert WHERE alert_id = $alert_id
