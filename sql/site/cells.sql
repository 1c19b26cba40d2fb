-- title: the cells of the documents of some municipalities, as printed
-- grain: one row per cell of a table and per text with a digit outside tables
-- unit: as printed
-- source: cell, document
-- parameters: $1: CBS codes
WITH chosen AS (
    SELECT document_id, load_number FROM document
    WHERE superseded_by IS NULL AND municipality IN (SELECT unnest($1::VARCHAR[]))
)
SELECT document_id, table_id, "row", "column", text, locator, fate, reason FROM cell
WHERE document_id IN (SELECT document_id FROM chosen) AND load_number IN (SELECT load_number FROM chosen)
  AND (text <> '' OR fate IS NOT NULL)
ORDER BY document_id, table_id, "row", "column"
