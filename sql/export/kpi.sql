-- title: a KPI as it stands
-- grain: as kpi_table says
-- unit: as kpi_table says
-- source: kpi_table and kpi_key stand for the table of the KPI asked for and its key (tasks/warehouse/kpis.py)
SELECT * FROM kpi_table ORDER BY kpi_key
