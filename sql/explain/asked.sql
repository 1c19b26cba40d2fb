-- title: the figures to explain, in a temporary table
-- grain: one row per observation, with the row and the column in which the figures of its table begin
-- unit: column unit
-- source: asked_document, observation, document
-- parameters: $1: observation ids
CREATE OR REPLACE TEMP TABLE asked AS
SELECT o.*, d.name AS document, d.municipality, d.kind, d.year, d.published, d.evidence, d.loaded_at, d.superseded_by,
    d.uri, split_part(d.document_id, '#', 1) AS sha256, t.first_row, t.first_column
FROM (
    FROM observation
    WHERE rowid IN (SELECT kept_at FROM asked_document WHERE observation_id IN (SELECT unnest($1::VARCHAR[])))
) AS o
JOIN document AS d USING (document_id)
JOIN (
    SELECT document_id, table_id, min("row") AS first_row, min("column") AS first_column
    FROM asked_document GROUP BY document_id, table_id
) AS t ON t.document_id = o.document_id AND t.table_id IS NOT DISTINCT FROM o.table_id
