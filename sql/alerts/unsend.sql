-- title: mails nobody has taken yet no longer tell of alerts whose figures moved
-- grain: rows of alert whose mail is taken back
-- unit: none
-- source: alert, outbox, alert_raised, alert_scope
UPDATE alert SET told_at = NULL, change = NULL
WHERE told_at IS NOT NULL AND superseded_by IS NULL AND resolved_at IS NULL
  AND (municipality, year) IN (SELECT (municipality, year) FROM alert_scope)
  AND alert_id NOT IN (SELECT alert_id FROM alert_raised)
  AND alert_id IN (SELECT unnest(alert_ids) FROM outbox WHERE state = 'unsent' AND attempts = 0)
  AND alert_id NOT IN (SELECT unnest(alert_ids) FROM outbox WHERE state IN ('sent', 'dead') OR attempts > 0)
RETURNING alert_id
