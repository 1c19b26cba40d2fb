-- title: what is stated to cost something, and what each taakveld costs
-- grain: cost_of: statement of a cost over a year; taakveld_cost_of: document, leaf (6 or 7.1), metric, scenario, year
-- unit: euros, cost positive (lasten; amount as printed; saldo = baten - lasten, so its cost is -saldo)
-- source: any relation with the columns of current_statement
-- whole_budget: an Iv3 delivery that has the reserves (0.10) too and so is no extract of one.
-- A leaf is a code that no other code of the same document and year extends (6.71a extends 6.71), so a total and its
-- parts never meet. In Iv3 nothing is a total: what is booked on 6.71 beside 6.71a is money of its own (in the four
-- national files of 2023 to 2025 lasten are baten only with those bookings), and what is printed by category is added up.
-- known error: a realisatie for the year of a document that covers a part of it is never a full year: left out, but
-- not where the part ends in December; left out is one 't/m augustus' or '2e tertaal' too: parts that periods have no
-- name for, so that they stand under their year.
CREATE OR REPLACE MACRO cost_of(stated) AS TABLE
SELECT *, period::INTEGER AS year, CASE metric
    WHEN 'lasten' THEN standard_value WHEN 'saldo' THEN -standard_value ELSE coalesce(standard_value, value)
END AS cost
FROM query_table(stated)
WHERE list_contains(listed_cost_measures(), metric) AND unit = 'EUR' AND regexp_full_match(period, '\d{4}')
  AND scenario IN ('realisatie', 'prognose', 'begroting', 'begroting_primitief', 'begroting_gewijzigd')
  AND NOT (scenario = 'realisatie' AND period = document_year::VARCHAR AND document_period <> period
      AND NOT regexp_matches(document_period, '(Q4|H2)$'))
  AND NOT (scenario = 'realisatie' AND regexp_matches(lower(concat_ws(' ', column_label, row_label)),
      '(t/m|tot en met|ultimo|januari ?[-–]|jan ?[-–]) ?(\d+ )?(' || array_to_string(listed_part_months(), '|')
      || ')|tertaal'
      || '|\b(19|20)\d\d ?- ?i{1,3}\b|\bi{1,3} (19|20)\d\d\b'));

CREATE OR REPLACE MACRO taakveld_cost_of(stated) AS TABLE
WITH cost AS (
    FROM cost_of(stated) WHERE starts_with(concept, 'taakveld.')
),
stated_whole AS (
    SELECT * FROM cost WHERE cost IS NOT NULL AND is_social_taakveld(concept)
),
-- Rows of one table about one taakveld are its parts, unless a total of them or the same row is printed again.
whole AS (
    SELECT * EXCLUDE (is_total), NULL AS programme, is_total, [observation_id] AS observation_ids FROM stated_whole
    WHERE kind = 'iv3'
    UNION ALL BY NAME
    SELECT municipality, year, domain, metric, scenario, period, document_id, table_id, kind, authority, known_on,
        concept, min("row") AS "row", min("column") AS "column", min(observation_id) AS observation_id,
        programme, bool_or(is_total) AS is_total, sum(cost) AS cost, list(observation_id ORDER BY "row", observation_id) AS observation_ids
    FROM (
        SELECT *, programme_of(table_title, row_label) AS programme FROM stated_whole WHERE kind <> 'iv3'
        QUALIFY row_number() OVER (
            PARTITION BY document_id, table_id, concept, metric, scenario, period, row_label, cost
            ORDER BY "row", "column", observation_id
        ) = 1 AND (
            coalesce(is_total, false)
            OR NOT coalesce(bool_or(is_total) OVER (
                PARTITION BY document_id, table_id, concept, metric, scenario, period), false)
        )
    )
    GROUP BY ALL
),
by_category AS (
    SELECT municipality, year, domain, metric, scenario, period, document_id, table_id, kind, authority, known_on,
        regexp_extract(concept, '^taakveld\.\d\.\d+[a-z]?') AS concept, sum(cost) AS cost, min("row") AS "row",
        min("column") AS "column", min(observation_id) AS observation_id,
        list(observation_id ORDER BY "row", observation_id) AS observation_ids
    FROM cost ANTI JOIN whole USING (document_id, metric)
    WHERE cost IS NOT NULL AND is_social_category(concept)
    GROUP BY ALL
),
taakveld AS (
    SELECT *, count(*) OVER (PARTITION BY document_id, table_id, metric, scenario, period) AS of_table
    FROM (FROM whole UNION ALL BY NAME FROM by_category)
),
whole_budget AS (
    SELECT DISTINCT document_id FROM cost
    WHERE kind = 'iv3' AND regexp_full_match(concept, 'taakveld\.0\.10(\..*)?')
),
-- A taakveld that is printed in two tables counts once, from the table that prints most of them; tables of different
-- programmes each print a part of it, unless one table prints all of it or they print the same.
once AS (
    SELECT * FROM taakveld AS t
    WHERE t.kind = 'iv3' OR NOT EXISTS (
        FROM taakveld AS longer
        WHERE longer.document_id = t.document_id AND longer.period = t.period
          AND longer.concept <> t.concept AND starts_with(longer.concept, t.concept)
    )
    QUALIFY row_number() OVER (
        PARTITION BY document_id, concept, metric, scenario, period, programme
        ORDER BY (-of_table, table_id, is_total IS NOT NULL, is_total, "row", "column", observation_id)
    ) = 1
),
apart AS (
    SELECT document_id, concept, metric, scenario, period FROM once WHERE kind <> 'iv3'
    GROUP BY ALL HAVING count(*) > 1 AND count(programme) = count(*) AND count(DISTINCT cost) = count(*)
)
SELECT municipality, year, domain, metric, scenario, period, document_id, table_id, kind, authority, known_on, concept,
    cost, observation_ids, document_id IN (FROM whole_budget) AS whole_budget
FROM once ANTI JOIN apart USING (document_id, concept, metric, scenario, period)
QUALIFY row_number() OVER (
    PARTITION BY document_id, concept, metric, scenario, period
    ORDER BY (-of_table, table_id, "row", "column", observation_id)
) = 1
UNION ALL
SELECT municipality, year, domain, metric, scenario, period, document_id, min(table_id), kind, authority, known_on,
    concept, sum(cost), flatten(list(observation_ids ORDER BY table_id)), false
FROM once SEMI JOIN apart USING (document_id, concept, metric, scenario, period)
GROUP BY ALL;
