-- title: what a part of the year costs, and what the whole year came to
-- grain: one row per municipality, year, product or taakveld and part of the year
-- unit: euros; ratio: whole year by part
-- source: judged_statement, known_name
-- uitleg: Het bedrag over een deel van het jaar, zoals het eerst en zoals het nu bekend is (wat erbij kwam is later
-- gedeclareerd; met één opgave is dat niet bekend), en wat het hele jaar later bleek te zijn. De verhouding van eerdere jaren is de basis van de prognose.
-- Bedragen per maand zijn opgeteld vanaf januari: M08 is januari tot en met augustus. Geeft het stuk met het hele jaar
-- het jaar ervoor een ander bedrag dan het stuk met het deel, dan verschilt de afbakening en is er geen verhouding.
-- rule: halves, months up to one (M08) and, in Iv3, quarters count from January; of several statements the one that goes
--   first; the first one is that of the oldest document. A year column of a document that covers a part of that year is
--   not the whole year. Months (2025-08) are added from January as far as none lacks; up to June they are the first half,
--   and twelve of them the year, where nothing states these. Of another extent are documents that state the year before
--   with more than 5 % between them (Borne: special assistance of 2022 is 351.969, and 1.551.335 with energy support).
WITH stated AS (
    SELECT municipality, left(period, 4)::INTEGER AS year, period[5:] AS part, concept, metric, kind = 'iv3' AS iv3,
        value, known_on, authority, is_total, document_id, table_id, observation_id,
        document_year = left(period, 4)::INTEGER AND document_period <> document_year::VARCHAR AS within
    FROM judged_statement
    WHERE scenario = 'realisatie' AND unit = 'EUR' AND metric IN ('amount', 'lasten') AND NOT contains(concept, '/')
      AND (regexp_full_match(period, '\d{4}(H1)?') OR (kind = 'iv3' AND regexp_full_match(period, '\d{4}Q[123]'))
        OR (kind <> 'iv3' AND regexp_full_match(period, '\d{4}[M-]\d\d')))
),
first_of AS (
    SELECT *, first_value(value) OVER of_part AS first_amount, first_value(known_on) OVER of_part AS first_known
    FROM stated WHERE part <> '' OR NOT within
    WINDOW of_part AS (
        PARTITION BY municipality, year, concept, metric, iv3, part ORDER BY known_on, document_id, table_id, observation_id)
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, concept, metric, iv3, part
        ORDER BY (goes_first(authority, known_on, is_total), document_id, table_id, observation_id)
    ) = 1
),
summed AS (
    SELECT municipality, year, concept, metric, iv3, right(part, 2)::INTEGER AS months, sum(value) OVER up_to AS value,
        max(known_on) OVER up_to AS known_on, sum(first_amount) OVER up_to AS first_amount,
        max(first_known) OVER up_to AS first_known, list(document_id) OVER up_to AS document_ids,
        list(observation_id) OVER up_to AS observation_ids
    FROM first_of WHERE starts_with(part, '-')
    WINDOW up_to AS (PARTITION BY municipality, year, concept, metric ORDER BY part)
    QUALIFY count(*) OVER up_to = months
),
known AS (
    FROM (
        SELECT municipality, year, concept, metric, iv3, part, value, known_on, first_amount, first_known,
            [document_id] AS document_ids, [observation_id] AS observation_ids, false AS added
        FROM first_of WHERE NOT starts_with(part, '-')
        UNION ALL BY NAME
        SELECT * EXCLUDE months, CASE months WHEN 12 THEN '' WHEN 6 THEN 'H1' ELSE printf('M%02d', months) END AS part,
            true AS added
        FROM summed
    )
    QUALIFY row_number() OVER (PARTITION BY municipality, year, concept, metric, iv3, part ORDER BY added) = 1
),
otherwise AS (
    SELECT a.municipality, a.concept, a.metric, a.iv3, a.year + 1 AS year, a.document_id AS of_part, b.document_id AS of_year,
        a.value AS stated, b.value AS stated_with_year
    FROM stated AS a JOIN stated AS b USING (municipality, concept, metric, iv3, year)
    WHERE a.part = '' AND b.part = '' AND abs(a.value - b.value) > 0.05 * greatest(abs(a.value), abs(b.value))
)
SELECT left(sha256(concat_ws('|', 'development', p.municipality, p.year, p.concept, p.metric, p.iv3, p.part)), 32) AS kpi_id,
    p.municipality, p.year, p.concept, coalesce(n.label, replace(p.concept, '.beschikt', '')) AS label, p.metric, p.part,
    CASE WHEN starts_with(p.part, 'M') THEN p.part[2:]::INTEGER WHEN p.part = 'Q1' THEN 3 WHEN p.part = 'Q3' THEN 9 ELSE 6
        END AS months,
    p.value AS amount, p.known_on, p.first_amount, p.first_known, if(p.known_on > p.first_known, p.value - p.first_amount, NULL) AS late,
    if(o.stated IS NULL, w.value, NULL) AS year_amount, w.known_on AS year_known,
    round((year_amount / nullif(p.value, 0))::DOUBLE, 4) AS ratio,
    format('Het stuk met het hele jaar geeft over {} € {} en dat met het deel € {}: een andere afbakening.', p.year - 1,
        dutch_number(o.stated_with_year), dutch_number(o.stated)) AS reason,
    list_sort(list_distinct(list_concat(p.document_ids, coalesce(w.document_ids, [])))) AS document_ids,
    list_distinct(list_concat(p.observation_ids, coalesce(w.observation_ids, []))) AS observation_ids
FROM known AS p
LEFT JOIN known AS w ON (w.municipality, w.year, w.concept, w.metric, w.iv3)
    = (p.municipality, p.year, p.concept, p.metric, p.iv3) AND w.part = ''
LEFT JOIN otherwise AS o ON (o.municipality, o.year, o.concept, o.metric, o.iv3)
    = (p.municipality, p.year, p.concept, p.metric, p.iv3)
    AND list_contains(p.document_ids, o.of_part) AND list_contains(w.document_ids, o.of_year)
LEFT JOIN known_name AS n ON n.concept = replace(p.concept, '.beschikt', '')
WHERE p.part <> ''
QUALIFY row_number() OVER (
    PARTITION BY p.municipality, p.year, p.concept, p.metric, p.part ORDER BY (p.iv3, o.of_part, o.of_year)) = 1
