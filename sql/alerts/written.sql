-- title: when a mail was written
-- grain: one row
-- unit: UTC
-- source: outbox
SELECT created_at FROM outbox WHERE message_id = $message_id
