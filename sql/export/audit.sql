-- title: findings, the gravest first
-- grain: one row per finding in a document that is not superseded, and of documents that were withdrawn that they were
-- unit: as printed
-- source: finding, document, observation (for the titles of tables)
-- parameters: $municipality (CBS code), $year, $document (part of its name) and $severity narrow the choice, NULL does not
-- verdict: wrong (its own arithmetic or table says otherwise), contradicts (two places, one of them wrong), bridge (both
--   may be right), unread (not read or not understood), note (for information)
SELECT d.name AS document, f.kind, f.severity, concat_ws(' ', f.table_id, t.table_title) AS "where", f.locator,
    f.printed, f.computed, f.text, CASE
        WHEN f.kind IN ('a_bridge_is_needed', 'a price index does not explain the growth') THEN 'bridge'
        WHEN f.kind = 'the_same_fact_is_stated_otherwise' THEN if(f.severity = 'info', 'note', 'contradicts')
        WHEN f.kind IN ('counts_are_copied_from_another_row', 'heading contradicts its table',
            'sentence contradicts its table', 'a change in the text is not that of the table') THEN 'contradicts'
        WHEN f.kind = 'document withdrawn' THEN 'note'
        WHEN f.kind = 'row is misplaced' THEN 'unread'
        WHEN f.severity = 'error' OR f.kind = 'known source error' THEN 'wrong'
        WHEN f.severity = 'warning' THEN 'unread'
        ELSE 'note'
    END AS verdict, d.municipality, coalesce(f.year, d.year) AS year, left(f.finding_id, 12) AS explain
FROM finding AS f
JOIN document AS d USING (document_id)
LEFT JOIN (
    SELECT document_id, table_id, any_value(table_title) AS table_title FROM observation GROUP BY ALL
) AS t USING (document_id, table_id)
WHERE (d.superseded_by IS NULL OR f.kind = 'document withdrawn')
  AND ($municipality IS NULL OR d.municipality = $municipality)
  AND ($year IS NULL OR coalesce(f.year, d.year) = $year OR d.year = $year)
  AND ($document IS NULL OR contains(lower(d.name), lower($document)))
  AND ($severity IS NULL OR f.severity = $severity)
ORDER BY list_position(['error', 'warning', 'info'], f.severity),
    list_position(['wrong', 'contradicts', 'bridge', 'unread', 'note'], verdict), d.municipality, d.name, f.table_id,
    f.kind, f.locator, f.finding_id
