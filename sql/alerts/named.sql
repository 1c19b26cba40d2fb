-- title: alerts whose id begins so
-- grain: at most two rows: enough to know whether one is meant
-- unit: none
-- source: alert
SELECT alert_id FROM alert WHERE starts_with(alert_id, $beginning) LIMIT 2
