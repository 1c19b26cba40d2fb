-- title: record who acknowledged an alert, when and with which words
-- grain: one row of alert
-- unit: none
-- source: the command line or an answer by mail; the first who did stays, for it is the evidence that the signal was
--   taken up. Those after are in the log.
UPDATE alert SET acknowledged_at = $now, acknowledged_by = $who, acknowledged_note = nullif($note, '')
WHERE alert_id = $alert_id AND acknowledged_at IS NULL
