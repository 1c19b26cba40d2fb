-- title: a mark of all that the pages of a municipality rest on: another mark, other pages
-- grain: one row per municipality with a document that is not superseded
-- unit: none
-- source: document, alert, finding; of KPIs kpi_state.sql
-- Rows of a document change only with its load; those that are computed for the whole municipality are taken in
-- themselves. Marks are added up, for rows come in no order.
WITH marked AS (
    SELECT municipality, hash(document_id, load_number, loaded_at, kind, year, period, published, name) AS mark
    FROM document WHERE superseded_by IS NULL
    UNION ALL
    SELECT municipality, hash(a) FROM alert AS a
    UNION ALL
    SELECT d.municipality, hash(f.finding_id, f.text) FROM finding AS f JOIN document AS d USING (document_id)
    WHERE d.superseded_by IS NULL
)
SELECT municipality, sum(mark % 1000000007)::VARCHAR || '-' || bit_xor(mark)::VARCHAR AS state
FROM marked
WHERE municipality IN (SELECT municipality FROM document WHERE superseded_by IS NULL)
GROUP BY municipality
ORDER BY municipality
