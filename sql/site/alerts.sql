-- title: the alerts about some municipalities, the newest first
-- grain: one row per alert
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: alert, kpi_budget
-- parameters: $1: CBS codes
-- stands: the figures are as they were then, and the alert was not resolved; one that a later alert took the place of
-- is left out
SELECT a.kpi_id, a.municipality, a.year, a.domain, a.subject, a.label, a.metric, a.basis, a.level,
    a.scenario_begroting, a.begroting, a.scenario_realisatie, a.realisatie, a.verschil, a.procent, a.raised_at, a.mailable, a.reason_not_mailed, a.acknowledged_at, a.observation_ids,
    a.resolved_at IS NULL AND coalesce(k.verschil = a.verschil, true) AS stands
FROM alert AS a
LEFT JOIN kpi_budget AS k USING (kpi_id)
WHERE a.superseded_by IS NULL AND a.municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY a.municipality, a.year DESC, a.raised_at DESC, a.domain, a.alert_id
