-- title: the years that enough municipalities account for to show the country, each with a mark of what it shows
-- grain: one row per year, the newest first
-- unit: none
-- source: site_budget
-- parameters: $1: municipalities; below that there is no country to show
-- Marks are added up, for rows come in no order.
SELECT year, sum(hash(b) % 1000000007)::VARCHAR || '-' || bit_xor(hash(b))::VARCHAR AS mark
FROM site_budget AS b
GROUP BY year
HAVING count(DISTINCT municipality) >= $1
ORDER BY year DESC
