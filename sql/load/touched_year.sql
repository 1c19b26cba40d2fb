-- title: the years of which KPIs may change after a batch
-- grain: one row per municipality and year
-- unit: none
-- source: touched
-- rule: a KPI of a year looks at that year and the one before, so what changed in a year is seen in that and the next.
CREATE OR REPLACE TEMP TABLE touched_year AS
SELECT DISTINCT municipality, year + later AS year FROM touched, range(2) AS a(later)
