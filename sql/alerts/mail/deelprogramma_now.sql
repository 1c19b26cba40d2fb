-- title: how the line of a deelprogramma stands now
-- grain: at most one row
-- unit: euros, cost positive
-- source: deelprogramma_statement, alert_deelprogramma
SELECT begroting, realisatie, verschil, procent, scenario_begroting, scenario_realisatie
FROM deelprogramma_budget_of('deelprogramma_statement', 'alert_deelprogramma') WHERE kpi_id = $kpi_id
