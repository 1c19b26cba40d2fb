-- title: the products of which is known what a client costs in a year
-- grain: one row per product
-- unit: none
-- source: kpi_unit_cost
-- parameters: $municipality, $year
SELECT DISTINCT replace(concept, '.beschikt', '') AS product FROM kpi_unit_cost
WHERE municipality = $municipality AND year <= $year AND average IS NOT NULL AND length(period) = 4
ORDER BY product
