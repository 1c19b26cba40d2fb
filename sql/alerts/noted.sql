-- title: alerts as the log notes them
-- grain: one row per alert
-- unit: euros, cost positive
-- source: alert
SELECT * FROM alert WHERE list_contains($alerts::VARCHAR[], alert_id) ORDER BY municipality, year, level, domain, alert_id
