-- title: what a part of the year costs, and what the whole year came to
-- grain: one row per municipality, year, product or taakveld and part of the year
-- unit: euros; ratio: whole year by part
-- source: judged_statement, known_name
-- uitleg: Het bedrag over een deel van het jaar, zoals het eerst en zoals het nu bekend is (wat erbij kwam is later
-- gedeclareerd), en wat het hele jaar later bleek te zijn. De verhouding van eerdere jaren is de basis van de prognose.
-- rule: halves and, in Iv3, quarters count from January; of several statements the one that goes first; the first one is
--   that of the oldest document. A year column of a document that covers a part of that year is not the whole year.
WITH stated AS (
    SELECT municipality, left(period, 4)::INTEGER AS year, right(period, 2) AS part, concept, metric, kind = 'iv3' AS iv3,
        value, known_on, authority, is_total, document_id, table_id, observation_id,
        document_year = left(period, 4)::INTEGER AND document_period <> document_year::VARCHAR AS within
    FROM judged_statement
    WHERE scenario = 'realisatie' AND unit = 'EUR' AND metric IN ('amount', 'lasten') AND NOT contains(concept, '/')
      AND (regexp_full_match(period, '\d{4}(H1)?') OR (kind = 'iv3' AND regexp_full_match(period, '\d{4}Q[123]')))
),
whole AS (
    SELECT * FROM stated WHERE length(part) = 2 AND regexp_full_match(part, '\d\d') AND NOT within
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, concept, metric, iv3
        ORDER BY (goes_first(authority, known_on, is_total), document_id, table_id, observation_id)
    ) = 1
),
parts AS (
    SELECT *, first_value(value) OVER of_part AS first_amount, first_value(known_on) OVER of_part AS first_known
    FROM stated WHERE NOT regexp_full_match(part, '\d\d')
    WINDOW of_part AS (
        PARTITION BY municipality, year, concept, metric, iv3, part ORDER BY known_on, document_id, table_id, observation_id)
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, concept, metric, iv3, part
        ORDER BY (goes_first(authority, known_on, is_total), document_id, table_id, observation_id)
    ) = 1
)
SELECT left(sha256(concat_ws('|', 'development', p.municipality, p.year, p.concept, p.metric, p.iv3, p.part)), 32) AS kpi_id,
    p.municipality, p.year, p.concept, coalesce(n.label, replace(p.concept, '.beschikt', '')) AS label, p.metric, p.part,
    CASE p.part WHEN 'Q1' THEN 3 WHEN 'Q3' THEN 9 ELSE 6 END AS months, p.value AS amount, p.known_on, p.first_amount,
    p.first_known, p.value - p.first_amount AS late, w.value AS year_amount, w.known_on AS year_known,
    round((w.value / nullif(p.value, 0))::DOUBLE, 4) AS ratio,
    list_sort(list_distinct([p.document_id, coalesce(w.document_id, p.document_id)])) AS document_ids,
    list_filter([p.observation_id, w.observation_id], lambda id: id IS NOT NULL) AS observation_ids
FROM parts AS p
LEFT JOIN whole AS w ON (w.municipality, w.year, w.concept, w.metric, w.iv3)
    = (p.municipality, p.year, p.concept, p.metric, p.iv3)
LEFT JOIN known_name AS n ON n.concept = replace(p.concept, '.beschikt', '')
QUALIFY row_number() OVER (PARTITION BY p.municipality, p.year, p.concept, p.metric, p.part ORDER BY p.iv3) = 1
