-- title: what the views of the warehouse are
-- grain: one row per view
-- unit: none
-- source: the comments of sql/core
SELECT view_name, comment FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal AND NOT temporary
ORDER BY view_name
