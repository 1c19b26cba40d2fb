-- title: the printed cells that an alert rests on
-- grain: one row per observation that still stands
-- unit: as printed
-- source: observation, document
SELECT d.name AS document, d.uri, o.table_title, o.row_label, o.column_label, o.raw, o.locator,
    o.scenario_ground, o.period_ground, o.metric_ground, o.unit_ground, o.scale_ground, o.concept_ground, o.concept_score,
    o.value_ground, o.value_score
FROM alert AS a
JOIN observation AS o ON list_contains(a.observation_ids, o.observation_id)
JOIN document AS d USING (document_id)
WHERE a.alert_id = $alert_id
ORDER BY list_position(a.observation_ids, o.observation_id)
