-- title: record who acknowledged an alert, and when
-- grain: one row of alert
-- unit: none
-- source: the command line; the first who did stays, for it is the evidence that the signal was taken up
UPDATE alert SET acknowledged_at = $now, acknowledged_by = $who
WHERE alert_id = $alert_id AND acknowledged_at IS NULL
