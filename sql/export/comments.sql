-- title: what the tables of the warehouse and their columns are
-- grain: one row per column, in the order of the files of sql/schema
-- unit: none
-- source: the comments of the schema
-- internal: temporary tables and those of DuckDB itself are left out
SELECT t.table_name, t.comment AS table_comment, c.column_name, c.data_type, NOT c.is_nullable AS required, c.comment
FROM duckdb_tables() AS t
JOIN duckdb_columns() AS c USING (database_oid, table_oid)
WHERE t.database_name = current_database() AND NOT t.internal AND NOT t.temporary
ORDER BY t.table_oid, c.column_index
