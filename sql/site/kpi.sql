-- title: a KPI of some municipalities
-- grain: as kpi_table says, the newest first
-- unit: as kpi_table says
-- source: kpi_table and kpi_key stand for the table of the KPI asked for and its key (tasks/warehouse/kpis.py)
-- parameters: $1: CBS codes
SELECT * FROM kpi_table WHERE municipality IN (SELECT unnest($1::VARCHAR[])) ORDER BY kpi_key
