-- title: alerts whose line is no longer over budget
-- grain: rows of alert; gives back what finance is told: those that it was told of, in this line
-- unit: none
-- source: alert, alert_candidate; $rules: the rules that were asked
UPDATE alert SET resolved_at = $now
WHERE superseded_by IS NULL AND resolved_at IS NULL AND list_contains($rules::VARCHAR[], rule)
  AND (municipality, year) IN (SELECT (municipality, year) FROM alert_scope)
  AND line_id NOT IN (SELECT line_id FROM alert_candidate)
RETURNING alert_id, municipality, level, domain, line_id
