-- title: findings, the gravest first
-- grain: one row per finding in a document that is not superseded
-- unit: as printed
-- source: finding, document, observation (for the titles of tables)
SELECT d.name AS document, f.kind, f.severity, concat_ws(' ', f.table_id, t.table_title) AS "where", f.locator,
    f.printed, f.computed, f.text
FROM finding AS f
JOIN document AS d USING (document_id)
LEFT JOIN (
    SELECT document_id, table_id, any_value(table_title) AS table_title FROM observation GROUP BY ALL
) AS t USING (document_id, table_id)
WHERE d.superseded_by IS NULL
ORDER BY list_position(['error', 'warning', 'info'], f.severity), d.municipality, d.name, f.table_id, f.kind,
    f.locator, f.finding_id
