-- title: what is looked at again after a batch
-- grain: touched_document: the documents that KPIs of the touched years rest on; touched_observation: a view of their figures
-- unit: as in observation
-- source: touched, document, document_year, observation
-- rule: for the KPIs of touched_year the years from one before to one after are needed, of whole documents.
-- Asked for by the number of the load alone, DuckDB passes over all other figures by the statistics of their groups. It
-- read, joined by document and load together, a tenth of ten million rows, 645 ms of the processor for each of the two
-- that look at them, beside 120 ms for both (November 2026).
CREATE OR REPLACE TEMP TABLE touched_document AS
SELECT d.document_id, d.load_number
FROM document AS d
WHERE d.document_id IN (
    SELECT y.document_id
    FROM document_year AS y
    JOIN document AS of_year USING (document_id)
    JOIN touched AS t ON t.municipality = of_year.municipality AND y.year BETWEEN t.year - 1 AND t.year + 1
);

CREATE OR REPLACE TEMP VIEW touched_observation AS
FROM observation
WHERE load_number IN (SELECT load_number FROM touched_document)
  AND document_id IN (SELECT document_id FROM touched_document)
