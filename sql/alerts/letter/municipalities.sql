-- title: municipalities that get a letter: those with documents of their own
-- grain: one row per municipality
-- unit: none
-- source: document
SELECT DISTINCT municipality FROM document
WHERE NOT contains(document_id, '#') AND superseded_by IS NULL AND municipality LIKE 'GM%' ORDER BY municipality
