-- title: the figures of one row of a KPI
-- grain: one row, for id $1
-- unit: as kpi_table says
-- source: kpi_table stands for the table of the KPI asked for (tasks/warehouse/kpis.py)
SELECT * FROM kpi_table WHERE kpi_id = $1
