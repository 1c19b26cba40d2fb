-- title: which load put a document and its rows where they are
-- grain: a column of document, observation and cell
-- unit: none
-- source: tasks/warehouse/load.py
-- Ids of documents are hashes: the least and greatest that DuckDB keeps per block of rows rule nothing out, so that
-- taking out the rows of one document reads the ids of all. Numbers of loads rise with the place of the rows: with
-- them a block or two are read. What was loaded before has number 0 until it is read again: a migration that writes
-- millions of rows gains nothing that the next reading does not.
ALTER TABLE document ADD COLUMN load_number BIGINT DEFAULT 0;
ALTER TABLE observation ADD COLUMN load_number BIGINT DEFAULT 0;
ALTER TABLE cell ADD COLUMN load_number BIGINT DEFAULT 0;
COMMENT ON COLUMN document.load_number IS 'Load that put its observations and cells there: a new reading has the next';
COMMENT ON COLUMN observation.load_number IS 'Load that put it there, as in document: rows of one load stand together';
COMMENT ON COLUMN cell.load_number IS 'Load that put it there, as in document: rows of one load stand together';
