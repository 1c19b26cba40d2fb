-- title: indicators against their targets
-- grain: one row per municipality, indicator and year with a target
-- unit: as printed (percent, numbers, marks)
-- source: judged_statement (metric indicator)
-- uitleg: De uitkomst van een indicator naast de streefwaarde van hetzelfde stuk en jaar. Of hoger beter is, zegt de
-- indicator niet: er staat alleen hoeveel de uitkomst hoger of lager is.
-- rule: target and outcome from the same document, table and row; of several documents the one that goes first.
SELECT left(sha256(concat_ws('|', 'indicator', t.municipality, t.period, t.concept, t.row_label)), 32) AS kpi_id,
    t.municipality, t.period::INTEGER AS year, t.concept, t.row_label AS label, t.unit, t.value AS target,
    r.value AS outcome, r.value - t.value AS difference, [t.document_id] AS document_ids,
    [r.observation_id, t.observation_id] AS observation_ids
FROM judged_statement AS t
JOIN judged_statement AS r ON r.document_id = t.document_id AND r.table_id = t.table_id AND r."row" = t."row"
    AND r.period = t.period AND r.unit = t.unit AND r.metric = 'indicator' AND r.scenario = 'realisatie'
WHERE t.metric = 'indicator' AND t.scenario = 'streefwaarde' AND regexp_full_match(t.period, '\d{4}')
QUALIFY row_number() OVER (
    PARTITION BY t.municipality, t.period, t.concept, t.row_label
    ORDER BY (goes_first(t.authority, t.known_on, t.is_total), t.document_id, t.table_id, t."row", r."column",
        t."column", t.observation_id, r.observation_id)
) = 1
