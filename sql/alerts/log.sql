-- title: the log of alerts
-- grain: one row per event, oldest first; $municipality and $year narrow the choice, NULL does not
-- unit: none
-- source: alert_log, and alert for the year that an event is about: what is about no alert has none
SELECT l.number, l.happened_at, l.event, l.alert_id, l.municipality, l.detail, l.hash
FROM alert_log AS l
LEFT JOIN alert AS a USING (alert_id)
WHERE ($municipality IS NULL OR l.municipality = $municipality) AND ($year IS NULL OR a.year = $year)
ORDER BY l.number
