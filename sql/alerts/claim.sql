-- title: take the next mail that is due
-- grain: one row of outbox, or none
-- unit: none
-- source: outbox
UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $lease
WHERE message_id = (
    SELECT message_id FROM outbox
    WHERE state = 'unsent' AND (kind = 'channel') = $channel AND len(recipients) > 0
        AND (next_attempt_at <= $now OR (attempts = 0 AND next_attempt_at = created_at)) -- or a clock was set back
    ORDER BY created_at, message_id
    LIMIT 1
)
RETURNING message_id, kind, alert_ids, municipality, recipients, attempts, run
