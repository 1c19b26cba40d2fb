-- title: domains of a municipality against their budgets in the last years
-- grain: one row per year and domain
-- unit: euros, cost positive; procent over budget
-- source: kpi_budget
SELECT year, domain, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, procent, metric, basis
FROM kpi_budget WHERE municipality = $municipality AND year >= $year - 1
ORDER BY year DESC, domain = 'totaal', domain
