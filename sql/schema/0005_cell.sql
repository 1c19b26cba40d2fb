-- title: every cell as printed and what became of it
-- grain: one row per cell of a table, and per text with a digit outside tables; columns as CELLS of tasks/model.py
-- unit: none
-- source: tasks/normalise
CREATE TABLE cell (
    document_id VARCHAR NOT NULL, table_id VARCHAR, "row" BIGINT, "column" BIGINT, text VARCHAR, locator VARCHAR,
    fate VARCHAR, reason VARCHAR
);
COMMENT ON TABLE cell IS 'Every cell as printed and what became of it';
COMMENT ON COLUMN cell.document_id IS 'Document that it stands in';
COMMENT ON COLUMN cell.table_id IS 'Table within the document; null for text outside tables';
COMMENT ON COLUMN cell."row" IS 'Row in its table, from 0';
COMMENT ON COLUMN cell."column" IS 'Column in its table, from 0';
COMMENT ON COLUMN cell.text IS 'The text exactly as printed';
COMMENT ON COLUMN cell.locator IS 'Place in the document';
COMMENT ON COLUMN cell.fate IS 'observed, ignored or signalled; null where the cell has no digit';
COMMENT ON COLUMN cell.reason IS 'Why it was ignored or signalled';
