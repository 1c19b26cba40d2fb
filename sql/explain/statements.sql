-- title: every other statement of the fact that a figure states
-- grain: one row per observation of the same municipality, concept, metric, scenario and period
-- unit: column unit
-- source: observation, document
WITH asked AS (
    SELECT o.*, d.municipality FROM observation AS o JOIN document AS d USING (document_id)
    WHERE o.observation_id = $1
)
SELECT o.observation_id, d.name AS document, d.superseded_by IS NOT NULL AS superseded, o.table_title, o.row_label,
    o.column_label, o.value, o.unit, o.raw, o.locator
FROM asked AS a
JOIN document AS d USING (municipality)
JOIN observation AS o ON o.document_id = d.document_id AND o.concept = a.concept AND o.metric = a.metric
    AND o.scenario = a.scenario AND o.period = a.period
WHERE o.observation_id <> a.observation_id
ORDER BY d.name, o.table_id, o."row", o."column"
