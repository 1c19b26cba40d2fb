-- title: alerts with what became of their mails, newest fiscal year first
-- grain: one row per alert
-- unit: euros, cost positive; procent in percent
-- source: alert, outbox, kpi_budget; `stands` is false once the figure moved or went back within the budget
SELECT a.*,
    EXISTS (
        SELECT 1 FROM kpi_budget AS k
        WHERE k.over AND (k.municipality, k.year, k.domain, k.metric, k.scenario_begroting, k.begroting,
            k.scenario_realisatie, k.realisatie) = (a.municipality, a.year, a.domain, a.metric,
            a.scenario_begroting, a.begroting, a.scenario_realisatie, a.realisatie)
    ) AS stands,
    m.states, m.recipients, m.sent_at, m.next_attempt_at, m.last_error
FROM alert AS a
LEFT JOIN (
    SELECT alert_id, list_sort(list(DISTINCT state)) AS states, flatten(list(recipients)) AS recipients,
        min(sent_at) AS sent_at, min(next_attempt_at) FILTER (state = 'unsent') AS next_attempt_at,
        string_agg(last_error, '; ') AS last_error
    FROM outbox GROUP BY alert_id
) AS m USING (alert_id)
ORDER BY a.year DESC, a.municipality, a.domain, a.raised_at
