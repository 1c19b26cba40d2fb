-- title: the domain of a taakveld against its budget
-- grain: at most one row
-- unit: euros, cost positive
-- source: kpi_budget
SELECT metric, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, "over"
FROM kpi_budget
WHERE municipality = $municipality AND year = $year AND domain = $domain
