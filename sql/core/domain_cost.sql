-- title: what a domain or the programme costs, as one table of one document states it
-- grain: one row per document, table, domain, metric, scenario, year and basis
-- unit: euros, cost positive (lasten; amount as printed; saldo = baten - lasten, so its cost is -saldo)
-- source: current_statement; domain_cost_of: any relation with its columns
-- whole_budget: an Iv3 delivery that has the reserves (0.10) too and so is no extract of one.
-- printed total: the row of the domain itself, or of the programme (concept programma).
-- sum of taakvelden: the leaves of hoofdtaakveld 6 that the document prints for that year, each once. A leaf is a
-- code that no other code of the same document and year extends (6.71a extends 6.71), so a total and its parts
-- never meet. In Iv3 nothing is a total: what is booked on 6.71 beside 6.71a is money of its own (in the four national
-- files of 2023 to 2025 lasten are baten only with those bookings), and what is printed by category is added up. A sum counts for a domain only when the taakveld that carries most of it is among its parts, for a
-- chapter on 6.1 and 6.2 alone is not the social domain; other domains have no such taakveld and no sum.
-- known error: a domain of which one smaller taakveld stands in another document is summed without it.
-- known error: a realisatie for the year of a document that covers a part of it is never a full year: left out,
-- as is one 't/m augustus': a part that periods have no name for, so that it stands under its year.
CREATE OR REPLACE MACRO domain_cost_of(stated) AS TABLE
WITH cost AS (
    SELECT *, period::INTEGER AS year, CASE metric
        WHEN 'lasten' THEN standard_value WHEN 'saldo' THEN -standard_value ELSE coalesce(standard_value, value)
    END AS cost
    FROM query_table(stated)
    WHERE metric IN ('lasten', 'saldo', 'amount') AND unit = 'EUR' AND regexp_full_match(period, '\d{4}')
      AND scenario IN ('realisatie', 'prognose', 'begroting', 'begroting_primitief', 'begroting_gewijzigd')
      AND NOT (scenario = 'realisatie' AND period = document_year::VARCHAR AND document_period <> period)
      AND NOT (scenario = 'realisatie' AND regexp_matches(lower(concat_ws(' ', column_label, row_label)),
          '(t/m|tot en met|ultimo|januari ?[-–]|jan ?[-–]) ?(\d+ )?(jan|feb|apr|mei|jul|aug|okt|nov)'))
),
printed AS (
    SELECT *, if(concept = 'programma', 'totaal', concept) AS of_domain
    FROM cost
    WHERE cost IS NOT NULL AND concept IN
        ('programma', 'wmo', 'jeugd', 'participatie', 'toegang', 'gezondheid', 'onderwijs', 'transformatie')
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, concept, metric, scenario, period
        ORDER BY is_total DESC NULLS LAST, "row", "column", observation_id
    ) = 1
),
whole AS (
    SELECT *, [observation_id] AS observation_ids FROM cost
    WHERE cost IS NOT NULL AND regexp_full_match(concept, 'taakveld\.6\.\d+[a-z]?')
),
by_category AS (
    SELECT municipality, year, domain, metric, scenario, period, document_id, table_id, kind, authority, known_on,
        regexp_extract(concept, '^taakveld\.6\.\d+[a-z]?') AS concept, sum(cost) AS cost, min("row") AS "row",
        min("column") AS "column", min(observation_id) AS observation_id,
        list(observation_id ORDER BY "row") AS observation_ids
    FROM cost ANTI JOIN whole USING (document_id, metric)
    WHERE cost IS NOT NULL AND regexp_full_match(concept, 'taakveld\.6\.\d+[a-z]?\.[lb][\d.]+')
    GROUP BY ALL
),
taakveld AS (
    SELECT *, count(*) OVER (PARTITION BY document_id, table_id, metric, scenario, period) AS of_table
    FROM (FROM whole UNION ALL BY NAME FROM by_category)
),
leaf AS (
    SELECT * FROM taakveld AS t
    WHERE t.kind = 'iv3' OR NOT EXISTS (
        FROM taakveld AS longer
        WHERE longer.document_id = t.document_id AND longer.period = t.period
          AND longer.concept <> t.concept AND starts_with(longer.concept, t.concept)
    )
    -- A taakveld that is printed in two tables counts once, from the table that prints most of them.
    QUALIFY row_number() OVER (
        PARTITION BY document_id, concept, metric, scenario, period
        ORDER BY of_table DESC, table_id, is_total NULLS FIRST, "row", "column", observation_id
    ) = 1
),
whole_budget AS (
    SELECT DISTINCT document_id FROM cost
    WHERE kind = 'iv3' AND regexp_full_match(concept, 'taakveld\.0\.10(\..*)?')
),
summed AS (
    SELECT municipality, year, unnest(list_distinct([domain, 'totaal'])) AS of_domain, metric, scenario, document_id,
        table_id, authority, known_on, concept, cost, observation_ids
    FROM leaf
)
SELECT municipality, year, of_domain AS domain, metric, scenario, 'printed total' AS basis, document_id, table_id,
    authority, known_on, coalesce(is_total, false) AS is_total, false AS whole_budget, cost, [concept] AS concepts,
    [observation_id] AS observation_ids
FROM printed
UNION ALL
SELECT municipality, year, of_domain, metric, scenario, 'sum of taakvelden', document_id,
    if(count(DISTINCT table_id) = 1, min(table_id), NULL), min(authority), max(known_on), false,
    document_id IN (FROM whole_budget), sum(cost), list(concept ORDER BY concept), flatten(list(observation_ids ORDER BY concept))
FROM summed
GROUP BY municipality, year, of_domain, metric, scenario, document_id
HAVING (of_domain NOT IN ('wmo', 'totaal') OR bool_or(starts_with(concept, 'taakveld.6.71')))
   AND (of_domain NOT IN ('jeugd', 'totaal') OR bool_or(regexp_matches(concept, '^taakveld\.6\.7[256]')))
   AND (of_domain NOT IN ('participatie', 'totaal') OR bool_or(concept = 'taakveld.6.3'))
   AND of_domain IN ('wmo', 'jeugd', 'participatie', 'totaal');

CREATE OR REPLACE VIEW domain_cost AS FROM domain_cost_of('current_statement');

COMMENT ON VIEW domain_cost IS 'What a domain or the programme costs, as one table of one document states it';
