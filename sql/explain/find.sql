-- title: the alerts whose id begins so
-- grain: one row per alert
-- unit: none
-- source: alert
-- parameters: from $1 up to $2
SELECT 'alert' AS thing, alert_id AS id, document_ids AS documents FROM alert WHERE alert_id >= $1 AND alert_id < $2
