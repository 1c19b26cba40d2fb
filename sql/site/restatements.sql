-- title: what some municipalities stated otherwise
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: column unit; money in whole euros
-- source: site_settled, site_fact
SELECT municipality, document_id, table_id, document, table_title, locator, raw, current_document_id, current_table_id,
    current_document, current_table_title, current_locator, current_raw, difference, unit, scope_changed, first_seen,
    current_since
FROM restatement_of('site_settled', 'site_fact')
ORDER BY document_id, table_id, locator
