-- title: the figures of some municipalities, each with what the site shows of it
-- grain: one row per observation, in reading order
-- unit: column unit; money in whole euros
-- source: site_statement, site_current
-- is_current: the statement of its fact that counts; statements: how many statements of that fact there are
SELECT s.observation_id, s.document_id, s.municipality, s.document, s.table_id, s.table_title,
    s.row_label, s.column_label, s.metric, s.scenario, s.period, s.value, s.unit, s.domain, s.concept,
    s.raw, s.locator, s."row", s."column", s.scenario_ground, s.period_ground, s.metric_ground, s.unit_ground,
    s.scale_ground, s.concept_ground, s.concept_score, s.value_ground, s.value_score,
    why_left_out(s.left_out, s.doubt) AS why_left_out, f.observation_id IS NOT NULL AS is_current,
    coalesce(f.statements, 0) AS statements
FROM site_statement AS s
LEFT JOIN site_current AS f USING (observation_id)
ORDER BY s.municipality, s.document_id, s.table_id, s."row", s."column", s.observation_id
