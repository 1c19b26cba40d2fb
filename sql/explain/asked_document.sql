-- title: where the observations of the documents at hand are kept, in a temporary table
-- grain: one row per observation
-- unit: none
-- source: observation
-- parameters: $1: document ids
-- The few columns that seeking needs; the rest is fetched by row number, at a third of the time. The numbers of the
-- loads say which blocks to look in, at another third (20 million observations).
CREATE OR REPLACE TEMP TABLE asked_document AS
SELECT rowid AS kept_at, observation_id, document_id, table_id, "row", "column" FROM observation
WHERE document_id IN (SELECT unnest($1::VARCHAR[]))
  AND load_number IN (SELECT load_number FROM document WHERE document_id IN (SELECT unnest($1::VARCHAR[])))
