-- title: domains against their budgets
-- grain: one row per municipality, year and domain
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget
SELECT * FROM kpi_budget ORDER BY municipality, year, domain
