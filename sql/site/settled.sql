-- title: those of them on which may be built
-- grain: one row per observation
-- unit: column unit
-- source: site_statement
CREATE OR REPLACE TEMP VIEW site_settled AS FROM site_statement WHERE left_out IS NULL
