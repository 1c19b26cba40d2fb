-- title: a mail that some of its receivers have in a digest instead
-- grain: one row of outbox
-- unit: none
-- source: tasks/alerts/digest.py
UPDATE outbox SET state = if(len($recipients::VARCHAR[]) = 0, 'merged', state), merged_into = $digest,
    recipients = if(len($recipients::VARCHAR[]) = 0, recipients, $recipients::VARCHAR[])
WHERE message_id = $message_id
