-- title: what does not add up, was said otherwise, or could not be read
-- grain: one row per finding in a document that is not superseded
-- unit: printed and computed as text
-- source: finding, document
SELECT f.finding_id, d.municipality, d.name AS document, f.kind, f.severity, f.table_id, f.locator, f.printed, f.computed,
    f.text, f.document_id
FROM finding AS f
JOIN document AS d USING (document_id)
WHERE d.superseded_by IS NULL
ORDER BY d.municipality, d.name, f.document_id, f.table_id, f.kind, f.locator, f.finding_id
