-- title: say why unsent mails stay unsent
-- grain: the rows of outbox that are unsent
-- unit: none
-- source: tasks/alerts/send.py
UPDATE outbox SET last_error = $error
WHERE state = 'unsent' AND kind <> 'channel' AND last_error IS DISTINCT FROM $error
