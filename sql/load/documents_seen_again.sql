-- title: what was read in files that need not be read again
-- grain: one row per file in $1 (sha256): its document, and how many tables, figures and findings were read
-- unit: counts; fates: cells with a digit by what became of them
-- source: document, cell, cell_count, read_log
WITH again AS (
    SELECT * FROM document WHERE document_id IN (SELECT unnest($1::VARCHAR[]))
),
counted AS (
    SELECT document_id, fate, count(*) AS cells FROM cell SEMI JOIN again USING (document_id, load_number)
    WHERE fate IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT document_id, fate, sum(cells) FROM cell_count SEMI JOIN again USING (document_id) GROUP BY ALL
)
SELECT d.document_id, d.uri, d.key, d.version, d.municipality, d.kind, d.year, d.period, d.published,
    coalesce((
        SELECT count(DISTINCT c.table_id) FROM cell AS c
        WHERE c.document_id = d.document_id AND c.load_number = d.load_number
    ), 0) AS tables,
    l.observations, l.findings,
    coalesce((
        SELECT map(list(c.fate), list(c.cells::BIGINT)) FROM counted AS c WHERE c.document_id = d.document_id
    ), MAP {}) AS fates,
    EXISTS (FROM document AS part WHERE starts_with(part.document_id, d.document_id || '#')) AS national
FROM again AS d
JOIN (
    SELECT document_id, arg_max(observations, read_at) AS observations, arg_max(findings, read_at) AS findings
    FROM read_log SEMI JOIN again USING (document_id) GROUP BY ALL
) AS l USING (document_id)
