-- title: a digest that tells of more alerts
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/digest.py
UPDATE outbox SET alert_ids = $alert_ids::VARCHAR[] WHERE message_id = $message_id
