-- title: what an object was read with; the fiscal year of a document among the years that it is about
-- grain: a column of document_source; rows of document_year
-- unit: none
-- source: tasks/known.py, tasks/warehouse/load.py
ALTER TABLE document_source ADD COLUMN read_with VARCHAR;
COMMENT ON COLUMN document_source.read_with IS 'Hash of the program and of what was said of the object when it was read: with the same bytes and hash it need not be read again';

INSERT INTO document_year BY NAME SELECT document_id, year FROM document ANTI JOIN document_year USING (document_id, year);
COMMENT ON COLUMN document_year.year IS 'Fiscal year of the document, or a year that its figures are about';
