-- title: every printed figure of the documents that are not superseded
-- grain: one row per observation, in reading order
-- unit: column unit; money in whole euros, printed sign
-- source: current_statement
SELECT document, table_title, row_label, column_label, metric, scenario, period, value, unit, domain, raw, locator,
    observation_id, document_id, municipality, kind, document_year, table_id, concept, standard_value, is_total, scale,
    mark, "row", "column", reader,
    scenario_ground, period_ground, metric_ground, unit_ground, scale_ground, concept_ground, concept_score, doubt,
    value_ground, value_score
FROM current_statement
ORDER BY document, document_id, table_id, "row", "column", observation_id
