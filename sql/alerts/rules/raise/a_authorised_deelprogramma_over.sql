-- title: a deelprogramma is over its amended budget, where the council authorises lasten by deelprogramma
-- grain: one row per municipality, year and deelprogramma
-- unit: euros, cost positive
-- source: judged_statement, which refresh_kpis left on this connection; alert_deelprogramma: what the municipality calls so
-- niveau: A
-- zin: De lasten van een deelprogramma komen boven wat de raad heeft toegestaan.
SELECT *
FROM deelprogramma_budget_of('judged_statement', 'alert_deelprogramma')
WHERE "over" AND metric = 'lasten' AND scenario_begroting = 'begroting_gewijzigd'
