-- title: the municipalities and years whose alerts are looked at, after a batch
-- grain: one row per municipality and year, in a temporary table
-- unit: none
-- source: touched_year
CREATE OR REPLACE TEMP TABLE alert_scope AS SELECT municipality, year FROM touched_year
