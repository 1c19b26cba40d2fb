-- title: what is wrong in the documents read since the last letter
-- grain: one row per finding of severity error or warning
-- unit: as printed
-- source: finding, document
SELECT DISTINCT d.name AS document, f.severity, f.locator, f.printed, f.computed, f.text
FROM finding AS f
JOIN document AS d USING (document_id)
WHERE d.municipality = $municipality AND d.superseded_by IS NULL AND d.loaded_at > $since
  AND f.severity IN ('error', 'warning')
ORDER BY f.severity, d.name, f.text
