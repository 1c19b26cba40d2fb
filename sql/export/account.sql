-- title: what became of every cell with a digit
-- grain: one row per file that is not superseded; a parameter that is NULL does not narrow the choice
-- unit: cells
-- source: cell, cell_count (files whose cells are not kept one by one), document, document_proof, finding
-- money, proved: figures that are money, and those that the document's own arithmetic proves; null: not judged
-- wrong: findings that a figure is another than the others of its table make it
-- unaccounted: cells with a digit and without a fate, or with one that does not exist; always 0
WITH accounted AS (
    SELECT document_id, fate, if(fate IS NOT NULL OR regexp_matches(text, '\d'), 1, 0) AS n FROM cell
    UNION ALL
    SELECT document_id, fate, cells AS n FROM cell_count
),
contradicted AS (
    SELECT document_id, count(*) AS wrong FROM finding WHERE severity = 'error' AND computed IS NOT NULL GROUP BY ALL
)
SELECT d.name AS document, coalesce(sum(a.n), 0)::BIGINT AS cells,
    coalesce(sum(a.n) FILTER (a.fate = 'observed'), 0)::BIGINT AS observed,
    coalesce(sum(a.n) FILTER (a.fate = 'ignored'), 0)::BIGINT AS ignored,
    coalesce(sum(a.n) FILTER (a.fate = 'signalled'), 0)::BIGINT AS signalled,
    any_value(p.money) AS money, any_value(p.proved) AS proved, coalesce(any_value(f.wrong), 0)::BIGINT AS wrong,
    cells - observed - ignored - signalled AS unaccounted
FROM document AS d
LEFT JOIN accounted AS a USING (document_id)
LEFT JOIN document_proof AS p USING (document_id)
LEFT JOIN contradicted AS f USING (document_id)
WHERE ($municipality::VARCHAR IS NULL OR d.municipality = $municipality)
  AND ($year::INTEGER IS NULL OR d.year = $year)
  AND d.superseded_by IS NULL AND NOT contains(d.document_id, '#')  -- the parts of a file stand in its account
GROUP BY d.document_id, d.name, d.municipality
ORDER BY d.municipality, d.name, d.document_id
