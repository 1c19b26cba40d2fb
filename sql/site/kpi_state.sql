-- title: a mark of a KPI: other figures, another mark
-- grain: one row per municipality
-- unit: none
-- source: kpi_table stands for the table of the KPI asked for (tasks/warehouse/kpis.py)
-- Marks are added up, for rows come in no order.
SELECT municipality, sum(hash(k) % 1000000007)::VARCHAR || '-' || bit_xor(hash(k))::VARCHAR AS state
FROM kpi_table AS k
GROUP BY municipality
