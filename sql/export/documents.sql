-- title: the documents that the other tables rest on
-- grain: one row per document that is not superseded
-- unit: none
-- source: document
SELECT document_id, split_part(document_id, '#', 1) AS sha256, uri, name, municipality, kind, year, period, published,
    reader, loaded_at
FROM document
WHERE superseded_by IS NULL
ORDER BY municipality, year, kind, name, document_id
