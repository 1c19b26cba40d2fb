-- title: what all documents of a municipality state, in a temporary table
-- grain: one row per observation
-- unit: column unit
-- source: settled_statement; the documents are chosen before the observations
CREATE OR REPLACE TEMP TABLE deelprogramma_statement AS
FROM settled_statement WHERE document_id IN (SELECT document_id FROM document WHERE municipality = $municipality)
