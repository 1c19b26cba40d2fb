-- title: where each municipality stands in the newest year that is known of it
-- grain: one row per municipality and domain
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: site_budget
FROM site_budget QUALIFY year = max(year) OVER (PARTITION BY municipality) ORDER BY municipality, domain
