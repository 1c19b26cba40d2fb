-- title: what an id, or the beginning of one, stands for
-- grain: at most two rows: enough to know whether one thing is meant
-- unit: none
-- source: alert, kpi_budget, observation
SELECT 'alert' AS thing, alert_id AS id FROM alert WHERE starts_with(alert_id, $1)
UNION ALL
SELECT 'kpi', kpi_id FROM kpi_budget WHERE starts_with(kpi_id, $1)
UNION ALL
SELECT 'observation', observation_id FROM observation WHERE starts_with(observation_id, $1)
LIMIT 2
