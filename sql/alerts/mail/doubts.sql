-- title: what is found wrong or doubtful at cells
-- grain: one row per finding
-- unit: as printed
-- source: finding, mail_statement
SELECT DISTINCT f.severity, f.kind, f.text, f.printed, f.computed, o.row_label, o.column_label
FROM mail_statement AS o
JOIN finding AS f ON f.document_id = o.document_id AND f.locator = o.locator
WHERE list_contains($observation_ids::VARCHAR[], o.observation_id) AND f.severity IN ('error', 'warning')
ORDER BY f.severity, f.text
