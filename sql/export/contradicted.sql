-- title: rows of a KPI that rest on a figure which its own document contradicts
-- grain: one row per row of the KPI with such a figure
-- unit: none
-- source: kpi_table (tasks/warehouse/kpis.py), observation, finding
-- parameters: $ids: the beginnings of ids of rows
-- A total that its rows do not give still counts, for documents hold wrong sums of right figures (ADR 14), and right sums
-- of wrong ones; but who reads the KPI must hear of it, and so of what another place states otherwise. A finding stands at
-- a line, so that its figure is told by what is printed there and, where a table's own sums tell it, under which heading.
SELECT left(k.kpi_id, 12) AS explain, string_agg(DISTINCT f.text, ' ' ORDER BY f.text) AS contradicted
FROM (
    SELECT kpi_id, unnest(observation_ids) AS observation_id FROM kpi_table
    WHERE left(kpi_id, 12) IN (SELECT unnest($ids::VARCHAR[]))
) AS k
JOIN observation AS o USING (observation_id)
JOIN finding AS f ON (f.document_id, f.table_id, f.locator) = (o.document_id, o.table_id, o.locator)
    AND regexp_replace(f.printed, '[^\d,]', '', 'g') = regexp_replace(o.raw, '[^\d,]', '', 'g')
    AND (f.severity <> 'error' OR contains(f.text, coalesce(o.column_label, '')))
WHERE verdict_of(f.kind, f.severity) IN ('wrong', 'contradicts')
GROUP BY ALL
