-- title: savings due, found and open
-- grain: one row per municipality, subject and period (a year, or years together as printed: 2020-2023, t/m 2023)
-- unit: euros, positive; done: percent of what is due
-- source: judged_statement (metric savings)
-- uitleg: Taakstelling, wat daarvan gevonden is, wat een stelpost afdekte, en wat openstaat: afgedrukt waar het er
-- staat, anders taakstelling min gevonden min stelpost (negatief: meer gevonden dan nodig). Of het gevondene
-- gerealiseerd is of alleen in de begroting ingevuld, zegt de rij of de tabel; zegt die het niet, dan staat er ingevuld.
-- rule: of several statements of one figure the one that goes first. Savings are printed with either sign: the size
--   counts, except for what is open. A line with the opposite sign of its table (investments) keeps its sign.
WITH one AS (
    SELECT municipality, regexp_replace(concept, '\.stelpost$', '') AS subject, period, scenario,
        ends_with(concept, '.stelpost') AS stelpost, value, document_id, observation_id, row_label, table_title
    FROM judged_statement
    WHERE metric = 'savings' AND unit = 'EUR' AND NOT contains(concept, '/')
      AND scenario IN ('taakstelling', 'gerealiseerd_besparing', 'openstaand', 'verwacht')
    QUALIFY row_number() OVER (
        PARTITION BY municipality, concept, period, scenario
        ORDER BY (goes_first(authority, known_on, is_total), document_id, table_id, "row", "column", observation_id)
    ) = 1
),
pivoted AS (
    SELECT municipality, subject, period,
        max(value) FILTER (scenario = 'taakstelling' AND NOT stelpost) AS printed_due,
        max(value) FILTER (scenario = 'gerealiseerd_besparing') AS found,
        max(value) FILTER (scenario = 'verwacht') AS expected,
        max(value) FILTER (scenario = 'openstaand') AS printed_open, max(value) FILTER (stelpost) AS stelpost,
        max(row_label) FILTER (scenario = 'gerealiseerd_besparing') AS found_label,
        list_distinct(list(document_id ORDER BY document_id)) AS document_ids,
        list(observation_id ORDER BY scenario, stelpost) AS observation_ids
    FROM one GROUP BY ALL
    HAVING printed_due IS NOT NULL
)
SELECT left(sha256(concat_ws('|', 'savings', municipality, period, subject)), 32) AS kpi_id, municipality,
    stated_year(period, NULL) AS year, period, subject, coalesce(n.label, subject) AS label,
    if(found * printed_due < 0, -printed_due, printed_due) AS due, found,
    if(regexp_matches(lower(found_label), 'realis'), 'gerealiseerd', 'ingevuld') AS found_as, expected, stelpost,
    coalesce(printed_open, due - found - coalesce(stelpost, 0)) AS open, printed_open IS NOT NULL AS open_is_printed,
    round(100 * (found / nullif(due, 0))::DOUBLE, 2) AS done, document_ids, observation_ids
FROM pivoted
LEFT JOIN known_name AS n ON n.concept = subject
