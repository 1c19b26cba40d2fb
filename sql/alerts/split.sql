-- title: those who were refused while others got the mail
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/outbox.py; they get a Message-ID of their own, for the first one was delivered
INSERT INTO outbox BY NAME
SELECT $message_id AS message_id, $alert_id AS alert_id, $recipients::VARCHAR[] AS recipients, $state AS state,
    $attempts AS attempts, $error AS last_error, $now::TIMESTAMP AS created_at,
    $next_attempt_at::TIMESTAMP AS next_attempt_at, NULL::TIMESTAMP AS sent_at
