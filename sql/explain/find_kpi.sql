-- title: the rows of a KPI whose id begins so
-- grain: one row per row of the KPI
-- unit: none
-- source: kpi_table stands for the table of the KPI asked for (tasks/warehouse/kpis.py)
-- parameters: from $1 up to $2
SELECT kpi_id AS id, document_ids AS documents FROM kpi_table WHERE kpi_id >= $1 AND kpi_id < $2
