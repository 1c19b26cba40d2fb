-- title: recipients that were set after a mail was written
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/outbox.py
UPDATE outbox SET recipients = $recipients::VARCHAR[] WHERE message_id = $message_id
