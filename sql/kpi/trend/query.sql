-- title: what a domain or taakveld costs over the years
-- grain: one row per municipality, aggregate (a line of the crosswalk of taakvelden) and year with a realised cost
-- unit: euros, cost positive; verschil is realisatie - vorig_jaar; procent of vorig_jaar
-- source: judged_cost, judged_taakveld, crosswalk_part, crosswalk_regime (tasks/vocabularies/crosswalk.csv)
-- uitleg: Realisatie van het hele jaar tegen die van het jaar ervoor, op lasten waar die zijn afgedrukt, anders op
-- netto kosten; een afgedrukt totaal gaat voor de som van taakvelden. Een verschil staat er alleen waar beide jaren op
-- dezelfde maat en dezelfde taken rusten; anders staat er waarom niet. Ontbreekt een taakveld, dan staat dat erbij.
-- rule: of the realised costs of an aggregate the best, in the order of kpi_budget: own documents before Iv3, lasten,
--   printed total, then goes_first. The year before has the same metric and basis, from the same table first.
-- A sum counts where every code of its regime is printed, or the whole budget is (Iv3: what is not booked is nothing).
-- Some municipalities book on an earlier code after it was split; in Iv3 that is money of its own and counts.
-- known error: a year before that is restated in the codes of a later regime is not recognised.
WITH summed AS (
    SELECT t.municipality, t.year, p.aggregate, t.metric, 'sum of taakvelden' AS basis, t.document_id,
        if(count(DISTINCT t.table_id) = 1, min(t.table_id), NULL) AS table_id, min(t.authority) AS authority,
        max(t.known_on) AS known_on, false AS is_total, bool_or(t.kind = 'iv3') AS iv3, bool_or(t.whole_budget) AS whole_budget, sum(t.cost) AS cost,
        list(t.concept ORDER BY t.concept) AS concepts,
        flatten(list(t.observation_ids ORDER BY t.concept)) AS observation_ids
    FROM judged_taakveld AS t
    JOIN crosswalk_part AS p
        ON p.concept = t.concept AND t.year BETWEEN p.first_year AND p.last_year AND (t.kind = 'iv3' OR NOT p.earlier)
    WHERE t.scenario = 'realisatie' AND NOT list_contains(listed_acts(), p.aggregate)
    GROUP BY t.municipality, t.year, p.aggregate, t.metric, t.document_id
),
stated AS (
    SELECT c.*, k.label, k.first_year, k.comparable AS holds, k.reason,
        list_filter(k.concepts, lambda code: NOT list_contains(c.concepts, code)) AS absent,
        c.basis = 'printed total' OR c.whole_budget OR list_has_all(c.concepts, k.concepts) AS complete
    FROM (
        FROM summed
        UNION ALL BY NAME
        SELECT * EXCLUDE (domain, scenario), domain AS aggregate FROM judged_cost
        WHERE scenario = 'realisatie' AND list_contains(listed_acts(), domain)
    ) AS c
    JOIN crosswalk_regime AS k ON k.aggregate = c.aggregate AND c.year BETWEEN k.first_year AND k.last_year
),
chosen AS (
    SELECT *, year > first_year OR holds AS comparable FROM stated
    WHERE complete OR list_contains(listed_acts(), aggregate)
    QUALIFY row_number() OVER (
        PARTITION BY municipality, aggregate, year
        ORDER BY (iv3, measure_rank(metric), basis, goes_first(authority, known_on, is_total), document_id, table_id)
    ) = 1
),
pair AS (
    SELECT r.*, b.cost AS vorig_jaar, list_distinct([r.document_id, b.document_id]) AS documents,
        r.observation_ids || coalesce(b.observation_ids, []) AS observations
    FROM chosen AS r
    LEFT JOIN stated AS b
        ON (b.municipality, b.aggregate, b.metric, b.basis, b.iv3, b.year)
            = (r.municipality, r.aggregate, r.metric, r.basis, r.iv3, r.year - 1)
        AND ((r.complete AND b.complete) OR r.concepts = b.concepts
            OR (r.document_id = b.document_id AND r.table_id = b.table_id))
    QUALIFY row_number() OVER (
        PARTITION BY r.municipality, r.aggregate, r.year
        ORDER BY (NOT coalesce(r.document_id = b.document_id AND r.table_id = b.table_id, false),
            r.document_id IS DISTINCT FROM b.document_id,
            goes_first(b.authority, b.known_on, b.is_total), b.document_id, b.table_id)
    ) = 1
)
SELECT left(sha256(concat_ws('|', 'trend', p.municipality, p.year, p.aggregate)), 32) AS kpi_id, p.municipality,
    p.aggregate, p.label, p.year, p.metric, p.basis, p.cost AS realisatie, p.vorig_jaar,
    if(p.comparable, p.cost - p.vorig_jaar, NULL) AS verschil,
    round(100 * verschil::DOUBLE / nullif(abs(p.vorig_jaar), 0)::DOUBLE, 4) AS procent, p.comparable,
    nullif(concat_ws(' ', if(NOT p.complete, format('Zonder {}: niet gelezen, dus de som is te laag.',
        replace(array_to_string(p.absent, ', '), 'taakveld.', 'taakveld ')), NULL), CASE
        WHEN NOT p.comparable THEN p.reason
        WHEN p.vorig_jaar IS NULL AND b.year IS NULL THEN format('Over {} is geen realisatie bekend.', p.year - 1)
        WHEN p.vorig_jaar IS NULL
            THEN format('Over {} is de realisatie alleen op een andere maat of optelling bekend.', p.year - 1)
        WHEN p.year = p.first_year AND p.basis = 'sum of taakvelden' THEN p.reason
    END), '') AS reason, list_sort(p.documents) AS document_ids, p.observations AS observation_ids
FROM pair AS p
LEFT JOIN chosen AS b ON (b.municipality, b.aggregate, b.year) = (p.municipality, p.aggregate, p.year - 1)
