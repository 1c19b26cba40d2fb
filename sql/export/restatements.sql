-- title: what was restated: both statements, both places
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: column unit; money in whole euros
-- source: restatement
SELECT municipality, concept, metric, scenario, period, unit, value, current_value, difference, scope_changed, scope,
    first_seen, last_seen, current_since, superseded,
    document, table_title, row_label, column_label, raw, locator,
    current_document, current_table_title, current_row_label, current_column_label, current_raw, current_locator,
    document_id, current_document_id
FROM restatement
ORDER BY municipality, concept, metric, scenario, period, document, table_id, locator
