-- title: what became of a mail that was taken
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/outbox.py
UPDATE outbox SET state = $state, attempts = $attempts, last_error = $error, next_attempt_at = $next_attempt_at,
    sent_at = $sent_at, recipients = $recipients
WHERE message_id = $message_id
