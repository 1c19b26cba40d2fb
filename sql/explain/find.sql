-- title: the alerts, kpis and trends whose id begins so
-- grain: one row per alert, kpi or trend
-- unit: none
-- source: alert, kpi_budget, kpi_trend
-- parameters: from $1 up to $2
SELECT 'alert' AS thing, alert_id AS id, document_ids AS documents FROM alert WHERE alert_id >= $1 AND alert_id < $2
UNION ALL
SELECT 'kpi', kpi_id, document_ids FROM kpi_budget WHERE kpi_id >= $1 AND kpi_id < $2
UNION ALL
SELECT 'trend', kpi_id, document_ids FROM kpi_trend WHERE kpi_id >= $1 AND kpi_id < $2
