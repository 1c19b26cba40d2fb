-- title: a taakveld is over its amended budget, where the council authorises lasten by taakveld
-- grain: one row per row of taakveld_budget
-- unit: euros, cost positive
-- source: taakveld_budget (of kpi_use), alert_policy
-- niveau: A
-- zin: De lasten van een taakveld komen boven wat de raad heeft toegestaan.
-- One printed cell on each side only: rows that were added up are no figure that the council authorised.
SELECT k.* EXCLUDE (alone)
FROM taakveld_budget AS k
JOIN alert_policy AS p USING (municipality)
WHERE k."over" AND k.alone AND p.authorisation = 'taakveld' AND k.metric = 'lasten'
  AND k.scenario_begroting = 'begroting_gewijzigd'
