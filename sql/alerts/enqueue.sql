-- title: a mail in the outbox
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/enqueue.py
INSERT INTO outbox BY NAME
SELECT $message_id AS message_id, $alert_id AS alert_id, $alert_ids::VARCHAR[] AS alert_ids, $kind AS kind,
    $municipality AS municipality, $recipients::VARCHAR[] AS recipients, $state AS state, $attempts AS attempts,
    $error AS last_error, $now::TIMESTAMP AS created_at, $next_attempt_at::TIMESTAMP AS next_attempt_at, $run AS run
