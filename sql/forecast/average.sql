-- title: what a client of a product cost in a year, the newest that is known
-- grain: one row, or none
-- unit: euros per unique client
-- source: kpi_unit_cost
-- parameters: $municipality, $year, $product
SELECT year, label, average, left(kpi_id, 12) AS explain FROM kpi_unit_cost
WHERE municipality = $municipality AND year <= $year AND replace(concept, '.beschikt', '') = $product
  AND average IS NOT NULL AND length(period) = 4
ORDER BY year DESC LIMIT 1
