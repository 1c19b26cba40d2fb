-- title: the figures of one kpi
-- grain: one row, for kpi $1
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget
SELECT * FROM kpi_budget WHERE kpi_id = $1
