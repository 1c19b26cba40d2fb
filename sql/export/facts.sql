-- title: the current statement of every fact
-- grain: one row per municipality, concept, metric, scenario and period
-- unit: column unit; money in whole euros, printed sign
-- source: fact_current
-- phase, direction and taakveld: the same said in the words of the Fiscal Data Package; null where it has none
SELECT municipality, concept, metric, scenario, period, value, standard_value, unit, domain, statements, document,
    table_title, row_label, column_label, raw, locator, observation_id, document_id,
    CASE
        WHEN scenario IN ('begroting', 'begroting_primitief') THEN 'approved'
        WHEN scenario = 'begroting_gewijzigd' THEN 'adjusted'
        WHEN scenario = 'realisatie' THEN 'executed'
    END AS phase,
    CASE metric WHEN 'lasten' THEN 'expenditure' WHEN 'baten' THEN 'revenue' END AS direction,
    nullif(regexp_extract(concept, '^taakveld\.(\d+\.\d+[a-z]?)', 1), '') AS taakveld
FROM fact_current
ORDER BY municipality, concept, metric, scenario, period
