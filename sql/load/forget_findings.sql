-- title: forget the findings of checks, to make them anew
-- grain: every finding whose kind is in $1, of the municipalities and years in touched
-- unit: none
-- source: tasks/warehouse/findings.py; findings of reading stay
DELETE FROM finding
WHERE list_contains($1, kind) AND (document_id, year) IN (
    SELECT (d.document_id, t.year) FROM document AS d JOIN touched AS t USING (municipality)
)
