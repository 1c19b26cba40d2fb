-- title: the lines that one more placement would touch
-- grain: one row: the domain of a product and the programme, with the average of a client
-- unit: euros
-- source: kpi_budget, kpi_unit_cost
-- parameters: $municipality, $year, $product
SELECT b.domain, b.begroting::DOUBLE AS begroting, b.realisatie::DOUBLE AS realisatie, b.scenario_begroting,
    b.scenario_realisatie, left(b.kpi_id, 12) AS explain
FROM kpi_budget AS b
WHERE b.municipality = $municipality AND b.year = $year AND b.domain IN (split_part($product, '.', 1), 'totaal')
ORDER BY b.domain = 'totaal'
