-- title: a KPI as the command line shows it
-- grain: as kpi_table says; $municipality (code or name) and $year narrow the choice, NULL does not
-- unit: as kpi_table says
-- source: kpi_table and kpi_key (tasks/warehouse/kpis.py), municipality_name
SELECT coalesce(m.name, k.municipality) AS municipality_name, k.*
FROM kpi_table AS k
LEFT JOIN municipality_name AS m ON m.code = k.municipality
WHERE ($municipality IS NULL OR lower($municipality) IN (lower(k.municipality), lower(m.name)))
  AND ($year IS NULL OR k.year = $year)
ORDER BY kpi_key
