-- title: mails about alerts that nobody has taken yet, for each receiver in the order in which they go
-- grain: one row per mail and receiver
-- unit: none
-- source: outbox
SELECT unnest(recipients) AS receiver, message_id, alert_ids, recipients FROM outbox
WHERE state = 'unsent' AND kind = 'alert' AND attempts = 0
    AND (next_attempt_at <= $now OR next_attempt_at = created_at) -- of a time to come: a clock was set back
ORDER BY created_at, message_id
