-- title: a key figure of a municipality in the last two years
-- grain: as kpi_table says, the newest year first
-- unit: as kpi_table says
-- source: kpi_table and kpi_key stand for the table of the KPI asked for and its key (tasks/warehouse/kpis.py)
SELECT * FROM kpi_table WHERE municipality = $municipality AND year BETWEEN $year - 1 AND $year
ORDER BY year DESC, kpi_key
