-- title: the years that documents state something about, and the year of a finding
-- grain: document_year: one row per document and year; a column of finding
-- unit: none
-- source: tasks/warehouse/load.py; findings of checks get their year when they are made anew
-- By these a batch finds what it touches without a look at all that its municipalities have stated.
CREATE TABLE document_year (document_id VARCHAR NOT NULL, year INTEGER NOT NULL);
COMMENT ON TABLE document_year IS 'The years that a document states something about, one row per document and year';
COMMENT ON COLUMN document_year.document_id IS 'Document that states it';
COMMENT ON COLUMN document_year.year IS 'Year that its figures are about; where a period is open the fiscal year of the document';

INSERT INTO document_year
SELECT DISTINCT o.document_id, coalesce(try_cast(left(o.period, 4) AS INTEGER), d.year)
FROM observation AS o JOIN document AS d USING (document_id);

ALTER TABLE finding ADD COLUMN year INTEGER;
COMMENT ON COLUMN finding.year IS 'Year of the figure that a check found something about; null for what reading found';
