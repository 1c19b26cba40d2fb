-- title: the level at which the council authorises lasten is over its amended budget
-- grain: one row per row of kpi_budget
-- unit: euros, cost positive
-- source: kpi_budget, alert_policy
-- niveau: A
-- zin: De lasten komen boven wat de raad heeft toegestaan.
-- A printed total only: a sum of taakvelden is not what the council authorises. A budget of which the version is not
-- printed, or the first one, cannot say this: those are of level B.
SELECT k.*
FROM kpi_budget AS k
JOIN alert_policy AS p USING (municipality)
WHERE k."over" AND k.domain = 'totaal' AND p.authorisation = 'programma' AND k.metric = 'lasten'
  AND k.scenario_begroting = 'begroting_gewijzigd' AND k.basis = 'printed total'
