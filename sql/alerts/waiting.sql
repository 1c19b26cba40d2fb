-- title: mails that are still unsent
-- grain: one row
-- unit: count
-- source: outbox
SELECT count(*) FROM outbox WHERE state = 'unsent' AND kind <> 'channel'
