-- title: the documents of some municipalities, with the account of their cells
-- grain: one row per document that is not superseded, the newest year first
-- unit: cells with a digit; money, proved: figures
-- source: document, document_source, cell, cell_count, document_proof
-- parameters: $1: CBS codes
-- counted: cells are not kept one by one, and the account is that of the file as a whole
WITH chosen AS (
    FROM document WHERE superseded_by IS NULL AND municipality IN (SELECT unnest($1::VARCHAR[]))
),
accounted AS (
    SELECT document_id, fate, count(*) AS n FROM cell
    WHERE fate IS NOT NULL AND document_id IN (SELECT document_id FROM chosen)
      AND load_number IN (SELECT load_number FROM chosen)
    GROUP BY ALL
    UNION ALL
    SELECT document_id, fate, cells FROM cell_count WHERE document_id IN (SELECT document_id FROM chosen)
)
SELECT d.document_id, split_part(d.document_id, '#', 1) AS sha256, d.name, d.municipality, d.kind, d.year, d.period,
    d.published, d.reader, d.loaded_at, d.evidence::VARCHAR AS evidence,
    coalesce((SELECT sum(n) FROM accounted AS a WHERE a.document_id = d.document_id), 0)::BIGINT AS cells,
    coalesce((SELECT sum(n) FROM accounted AS a WHERE a.document_id = d.document_id AND fate = 'observed'), 0)::BIGINT
        AS observed,
    coalesce((SELECT sum(n) FROM accounted AS a WHERE a.document_id = d.document_id AND fate = 'ignored'), 0)::BIGINT
        AS ignored,
    coalesce((SELECT sum(n) FROM accounted AS a WHERE a.document_id = d.document_id AND fate = 'signalled'), 0)::BIGINT
        AS signalled,
    p.money, p.proved,
    (SELECT list(s.uri ORDER BY s.uri) FROM document_source AS s
     WHERE s.document_id = d.document_id AND s.holds_now) AS uris
FROM chosen AS d
LEFT JOIN document_proof AS p USING (document_id)
ORDER BY d.municipality, d.year DESC, d.kind, d.name, d.document_id
