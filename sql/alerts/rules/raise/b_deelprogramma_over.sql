-- title: a deelprogramma is over its budget, on figures that do not tell of lawfulness
-- grain: one row per municipality, year and deelprogramma
-- unit: euros, cost positive
-- source: judged_statement, which refresh_kpis left on this connection; alert_deelprogramma: what the municipality calls so
-- niveau: B
-- zin: De kosten van een deelprogramma komen boven de begroting.
SELECT *
FROM deelprogramma_budget_of('judged_statement', 'alert_deelprogramma')
WHERE "over" AND NOT (metric = 'lasten' AND scenario_begroting = 'begroting_gewijzigd')
