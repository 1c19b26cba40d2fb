-- title: how many mails have an id that begins so
-- grain: one row
-- unit: count
-- source: outbox
SELECT count(*) FROM outbox WHERE starts_with(message_id, $beginning)
