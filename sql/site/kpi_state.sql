-- title: a mark of a KPI: other figures, another mark
-- grain: one row per municipality
-- unit: none
-- source: kpi_table stands for the table of the KPI asked for (tasks/warehouse/kpis.py)
-- Marks are added up, for rows come in no order. Left out are the lists of ids, which take most of the time: what a row
-- rests on changes with a document, which has a mark of its own (states.sql), or with the program (tasks/site/building.py).
SELECT municipality, sum(mark % 1000000007)::VARCHAR || '-' || bit_xor(mark)::VARCHAR AS state
FROM (SELECT municipality, hash(*COLUMNS(lambda name: NOT ends_with(name, '_ids'))) AS mark FROM kpi_table)
GROUP BY municipality
