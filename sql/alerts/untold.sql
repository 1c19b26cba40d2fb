-- title: changes of alerts that Prefect was not told of
-- grain: one row per event of the log
-- unit: none
-- source: alert_log, alert_told
SELECT l.number, l.happened_at, l.event, l.alert_id, l.municipality, l.detail, l.hash
FROM alert_log AS l
WHERE l.number > coalesce((SELECT max(number) FROM alert_told), 0)
  AND l.event IN ('opened', 'grew', 'shrank', 'reopened', 'superseded', 'resolved', 'acknowledged')
ORDER BY l.number
