-- title: the programme as a whole beside one of its domains
-- grain: at most one row per municipality and year
-- unit: euros, cost positive
-- source: kpi_budget
SELECT metric, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, "over"
FROM kpi_budget
WHERE municipality = $municipality AND year = $year AND domain = 'totaal'
