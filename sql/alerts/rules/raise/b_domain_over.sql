-- title: a domain, or the programme on figures that do not tell of lawfulness, is over its budget
-- grain: one row per row of kpi_budget
-- unit: euros, cost positive
-- source: kpi_budget, alert_policy
-- niveau: B
-- zin: De kosten komen boven de begroting.
SELECT k.*
FROM kpi_budget AS k
JOIN alert_policy AS p USING (municipality)
WHERE k."over" AND NOT (k.domain = 'totaal' AND p.authorisation = 'programma' AND k.metric = 'lasten'
  AND k.scenario_begroting = 'begroting_gewijzigd' AND k.basis = 'printed total')
