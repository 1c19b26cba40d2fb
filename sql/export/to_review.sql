-- title: labels of money and headings of columns that are not known, the most frequent first
-- grain: one row per label or heading; places holds where it stands
-- unit: rows or columns of tables in documents that are not superseded
-- source: finding, document, observation (for the titles of tables)
SELECT f.printed AS label, if(f.kind = 'unknown heading', 'heading', 'label') AS kind, count(*) AS times,
    list({
        document: d.name, "table": concat_ws(' ', f.table_id, t.table_title), locator: f.locator, uri: d.uri
    } ORDER BY d.name, f.table_id, f.locator) AS places
FROM finding AS f
JOIN document AS d USING (document_id)
LEFT JOIN (
    SELECT document_id, table_id, any_value(table_title) AS table_title FROM observation GROUP BY ALL
) AS t USING (document_id, table_id)
WHERE d.superseded_by IS NULL AND f.kind IN ('unknown label', 'unknown heading')
GROUP BY f.printed, f.kind
ORDER BY kind, times DESC, label
