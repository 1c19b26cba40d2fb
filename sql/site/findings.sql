-- title: the findings in the documents of some municipalities, the gravest first
-- grain: one row per finding
-- unit: as printed
-- source: finding, document
-- parameters: $1: CBS codes
SELECT f.document_id, d.municipality, f.kind, f.severity, f.table_id, f.locator, f.printed, f.computed, f.text
FROM finding AS f
JOIN document AS d USING (document_id)
WHERE d.superseded_by IS NULL AND d.municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY f.document_id, list_position(['error', 'warning', 'info'], f.severity), f.table_id, f.kind, f.locator,
    f.finding_id
