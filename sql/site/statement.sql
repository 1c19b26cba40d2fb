-- title: what current documents of some municipalities state, in a temporary table
-- grain: one row per observation with a value
-- unit: column unit; money in whole euros
-- source: current_statement
-- parameters: $1: CBS codes
CREATE OR REPLACE TEMP TABLE site_statement AS
FROM current_statement WHERE municipality IN (SELECT unnest($1::VARCHAR[]))
