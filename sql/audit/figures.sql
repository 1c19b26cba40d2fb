-- title: the settled figures of documents in hand whose text is tested
-- grain: one row per figure
-- unit: column unit
-- source: checked_statement, audited (document_id)
SELECT document_id, coalesce(table_id, '') AS table_id, coalesce(table_title, '') AS table_title, row_label, concept,
    metric, scenario, period, value::DOUBLE AS value, coalesce(print_unit, 1)::DOUBLE AS print_unit, unit,
    coalesce(is_total, false) AS is_total, locator
FROM checked_statement SEMI JOIN audited USING (document_id)
WHERE unit = 'EUR' OR metric = 'clients' ORDER BY document_id, table_id, "row", "column", observation_id
