-- title: forget the findings of checks, to make them anew
-- grain: every finding whose kind is in $2, of municipality $1 (NULL: of all)
-- unit: none
-- source: tasks/warehouse/findings.py; findings of reading stay
DELETE FROM finding
WHERE list_contains($2, kind)
  AND document_id IN (SELECT document_id FROM document WHERE $1 IS NULL OR municipality = $1)
