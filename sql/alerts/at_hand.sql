-- title: the temporary tables and views of this connection
-- grain: one row per name
-- unit: none
-- source: none
SELECT table_name FROM duckdb_tables() WHERE temporary UNION ALL SELECT view_name FROM duckdb_views() WHERE temporary
