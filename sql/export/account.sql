-- title: what became of every cell with a digit
-- grain: one row per document that is not superseded
-- unit: cells
-- source: cell, document
-- unaccounted: cells with a digit and without a fate, or with one that does not exist; always 0
SELECT d.name AS document, count(c.document_id) FILTER (c.fate IS NOT NULL OR regexp_matches(c.text, '\d')) AS cells,
    count(*) FILTER (c.fate = 'observed') AS observed, count(*) FILTER (c.fate = 'ignored') AS ignored,
    count(*) FILTER (c.fate = 'signalled') AS signalled, cells - observed - ignored - signalled AS unaccounted
FROM document AS d
LEFT JOIN cell AS c USING (document_id)
WHERE d.superseded_by IS NULL
GROUP BY d.document_id, d.name, d.municipality
ORDER BY d.municipality, d.name, d.document_id
