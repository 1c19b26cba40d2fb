-- title: domains of some municipalities against their budgets
-- grain: one row per municipality, year and domain, the newest year first
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget
-- parameters: $1: CBS codes; NULL: all
SELECT * FROM kpi_budget WHERE $1::VARCHAR[] IS NULL OR municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY municipality, year DESC, domain = 'totaal', domain <> 'wmo', domain
