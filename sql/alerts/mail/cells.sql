-- title: the printed cells that an alert rests on
-- grain: one row per observation that still stands
-- unit: as printed; cost in euros, cost positive
-- source: mail_statement, document; side: r for what was realised or expected, b for what that is held against
SELECT o.observation_id, o.document_id, d.name AS document, d.uri, o.concept, o.table_id, o.table_title, o.row_label,
    o.column_label, o.raw, o.scale, o.mark, o.locator, o."row", o."column", o.scenario_ground, o.period_ground,
    o.metric_ground, o.unit_ground, o.scale_ground, o.concept_ground, o.concept_score, o.value_ground, o.value_score,
    if(o.metric = 'saldo', -o.standard_value, coalesce(o.standard_value, o.value)) AS cost,
    if(CASE WHEN $scenario_begroting = $scenario_realisatie
        THEN 2 * list_position($observation_ids::VARCHAR[], o.observation_id) <= len($observation_ids::VARCHAR[])
        ELSE o.scenario = $scenario_realisatie END, 'r', 'b') AS side
FROM mail_statement AS o
JOIN document AS d USING (document_id)
WHERE list_contains($observation_ids::VARCHAR[], o.observation_id)
ORDER BY list_position($observation_ids::VARCHAR[], o.observation_id)
