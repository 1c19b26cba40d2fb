-- title: a taakveld is over its budget, on figures that do not tell of lawfulness
-- grain: one row per row of taakveld_budget
-- unit: euros, cost positive
-- source: taakveld_budget (of kpi_use), alert_policy
-- niveau: B
-- zin: De kosten van een taakveld komen boven de begroting.
SELECT k.* EXCLUDE (alone)
FROM taakveld_budget AS k
JOIN alert_policy AS p USING (municipality)
WHERE k."over" AND NOT (k.alone AND p.authorisation = 'taakveld' AND k.metric = 'lasten'
  AND k.scenario_begroting = 'begroting_gewijzigd')
