-- title: the digest that these receivers will have anyhow
-- grain: at most one row
-- unit: none
-- source: outbox
SELECT message_id, alert_ids FROM outbox
WHERE state = 'unsent' AND kind = 'digest' AND attempts = 0 AND recipients = $recipients::VARCHAR[]
ORDER BY created_at LIMIT 1
