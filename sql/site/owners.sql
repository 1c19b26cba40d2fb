-- title: who has documents
-- grain: one row per municipality with a document that is not superseded
-- unit: documents
-- source: document
-- own: it has documents of its own, not only its part of a file about all municipalities
SELECT municipality, count(*) AS documents, bool_or(NOT contains(document_id, '#')) AS own
FROM document
WHERE superseded_by IS NULL
GROUP BY municipality
ORDER BY municipality
