-- title: the municipalities and years whose alerts are looked at, when all are
-- grain: one row per municipality and year, in a temporary table
-- unit: none
-- source: kpi_budget, alert, document
CREATE OR REPLACE TEMP TABLE alert_scope AS
SELECT municipality, year FROM kpi_budget
UNION
SELECT municipality, year FROM alert
UNION
SELECT municipality, year FROM document
