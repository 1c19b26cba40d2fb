-- title: the objects of a bucket that a form chooses, read or refused before
-- grain: one row per object; a parameter that is NULL does not narrow the choice
-- unit: none
-- source: document_source, document, quarantine; * in $key stands for any characters, / too
SELECT DISTINCT uri, key
FROM (
    SELECT s.uri, s.key, d.municipality, d.year, d.kind
    FROM document_source AS s JOIN document AS d USING (document_id)
    WHERE s.holds_now
    UNION ALL
    SELECT uri, key, NULL, NULL, NULL FROM quarantine WHERE resolved_at IS NULL
)
WHERE starts_with(uri, $bucket)
  AND ($municipality IS NULL OR municipality = $municipality)
  AND ($year IS NULL OR year = $year)
  AND ($kind IS NULL OR kind = $kind)
  AND ($key IS NULL OR key GLOB $key)
ORDER BY key
