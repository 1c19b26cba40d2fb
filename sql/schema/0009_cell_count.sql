-- title: what became of the cells of a file of which they are not kept one by one
-- grain: one row per document of a file, fate and reason
-- unit: cells with a digit
-- source: tasks/iv3
CREATE TABLE cell_count (document_id VARCHAR NOT NULL, fate VARCHAR NOT NULL, reason VARCHAR, cells BIGINT NOT NULL);
COMMENT ON TABLE cell_count IS 'Account in counts of files whose cells are not kept one by one: Iv3';
COMMENT ON COLUMN cell_count.document_id IS 'Document of the file as a whole';
COMMENT ON COLUMN cell_count.fate IS 'observed, ignored or signalled';
COMMENT ON COLUMN cell_count.reason IS 'Why they were ignored or signalled; null where they were observed';
COMMENT ON COLUMN cell_count.cells IS 'How many';
