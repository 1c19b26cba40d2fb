-- title: which schema files ran in this warehouse
-- grain: one row per file of sql/schema, and one of version 0 for the views of sql/core
-- unit: none
-- source: tasks/warehouse/connection.py
CREATE TABLE schema_version (version INTEGER NOT NULL, name VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL);
COMMENT ON TABLE schema_version IS 'The schema files that ran in this warehouse, one row per file';
COMMENT ON COLUMN schema_version.version IS 'Number that the file name starts with; 0 for the views';
COMMENT ON COLUMN schema_version.name IS 'Name of the file without its suffix; for the views a hash of their text';
COMMENT ON COLUMN schema_version.applied_at IS 'When it ran, UTC';
