-- title: the country in one year
-- grain: one row per municipality and domain
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: site_budget
-- parameters: $1: year
FROM site_budget WHERE year = $1 ORDER BY municipality, domain
