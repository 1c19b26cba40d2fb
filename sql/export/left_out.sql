-- title: figures that no KPI rests on, and why
-- grain: one row per municipality, year and reason; $municipality and $year narrow the choice, NULL does not
-- unit: figures
-- source: kpi_left_out
SELECT municipality, year, reason, figures FROM kpi_left_out
WHERE ($municipality IS NULL OR municipality = $municipality) AND ($year IS NULL OR year = $year)
ORDER BY municipality, year, figures DESC, reason
