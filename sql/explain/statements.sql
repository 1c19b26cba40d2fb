-- title: every other statement of the fact that a figure states
-- grain: one row per figure at hand and other observation
-- unit: column unit
-- source: asked_fact, asked
SELECT a.observation_id AS of, s.observation_id, s.document, s.superseded_by IS NOT NULL AS superseded, s.table_title,
    s.row_label, s.column_label, s.value, s.unit, s.raw, s.locator, why_left_out(s.left_out, s.doubt) AS why_left_out
FROM asked AS a
JOIN asked_fact AS s USING (municipality, concept, metric, scenario, period)
WHERE s.observation_id <> a.observation_id
ORDER BY s.document, s.table_id, s."row", s."column"
