-- title: the alerts about some municipalities, the newest first
-- grain: one row per alert
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: alert, kpi_budget
-- parameters: $1: CBS codes
-- stands: the domain is over its budget by the figures of now too
SELECT a.kpi_id, a.municipality, a.year, a.domain, a.scenario_begroting, a.begroting, a.scenario_realisatie,
    a.realisatie, a.verschil, a.procent, a.raised_at, a.mailable, a.reason_not_mailed, a.acknowledged_at, a.observation_ids,
    k."over" AND k.verschil = a.verschil AS stands
FROM alert AS a
LEFT JOIN kpi_budget AS k USING (kpi_id)
WHERE a.municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY a.municipality, a.year DESC, a.raised_at DESC, a.domain, a.alert_id
