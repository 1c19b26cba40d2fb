-- title: alerts with what became of them and of their mails, newest fiscal year first
-- grain: one row per alert; $municipality and $year narrow the choice, NULL does not
-- unit: euros, cost positive; procent in percent
-- source: alert, outbox; `stands` is false once the figure moved or went back within the budget
SELECT a.*, a.superseded_by IS NULL AND a.resolved_at IS NULL AS stands,
    m.states, m.recipients, m.sent_at, m.next_attempt_at, m.last_error
FROM alert AS a
LEFT JOIN (
    SELECT alert_id, list_sort(list(DISTINCT state)) AS states, list_distinct(flatten(list(recipients))) AS recipients,
        min(sent_at) AS sent_at, min(next_attempt_at) FILTER (state = 'unsent') AS next_attempt_at,
        string_agg(last_error, '; ') AS last_error
    FROM (SELECT * EXCLUDE (alert_id), unnest(alert_ids) AS alert_id FROM outbox) GROUP BY alert_id
) AS m USING (alert_id)
WHERE ($municipality IS NULL OR a.municipality = $municipality) AND ($year IS NULL OR a.year = $year)
ORDER BY a.year DESC, a.municipality, a.domain, a.level, a.raised_at, a.alert_id
