-- title: mails that nobody has taken yet, without the alerts that were taken back
-- grain: rows of outbox
-- unit: none
-- source: outbox
UPDATE outbox SET alert_ids = list_filter(alert_ids, lambda a: NOT list_contains($taken_back::VARCHAR[], a)),
    state = if(list_has_all($taken_back::VARCHAR[], alert_ids), 'withdrawn', state)
WHERE state = 'unsent' AND attempts = 0 AND list_has_any(alert_ids, $taken_back::VARCHAR[])
RETURNING message_id, state
