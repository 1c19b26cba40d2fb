-- title: the current statement of every fact
-- grain: one row per municipality, concept, metric, scenario and period
-- unit: column unit; money in whole euros, printed sign
-- source: fact_current
SELECT municipality, concept, metric, scenario, period, value, standard_value, unit, domain, statements, document,
    table_title, row_label, column_label, raw, locator, observation_id, document_id
FROM fact_current
ORDER BY municipality, concept, metric, scenario, period
