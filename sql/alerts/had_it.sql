-- title: who had a mail about an alert whose id begins so
-- grain: one row per receiver
-- unit: none
-- source: outbox
SELECT DISTINCT unnest(recipients) AS receiver FROM outbox
WHERE state = 'sent' AND kind <> 'channel' AND len(list_filter(alert_ids, lambda a: starts_with(a, $beginning))) > 0
