-- title: alerts whose figures moved give way to those that came after
-- grain: rows of alert
-- unit: none
-- source: alert, alert_candidate
UPDATE alert SET superseded_by = c.alert_id
FROM alert_candidate AS c
WHERE alert.line_id = c.line_id AND alert.alert_id <> c.alert_id
  AND alert.superseded_by IS NULL AND alert.resolved_at IS NULL
RETURNING alert.alert_id, alert.superseded_by
