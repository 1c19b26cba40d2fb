-- title: how a line stands now
-- grain: at most one row
-- unit: euros, cost positive
-- source: kpi_budget, taakveld_budget
SELECT begroting, realisatie, verschil, procent, scenario_begroting, scenario_realisatie
FROM kpi_budget WHERE kpi_id = $kpi_id
UNION ALL
SELECT begroting, realisatie, verschil, procent, scenario_begroting, scenario_realisatie
FROM taakveld_budget WHERE kpi_id = $kpi_id
