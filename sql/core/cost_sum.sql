-- title: what a domain costs as the sum of its taakvelden
-- grain: one row per document, domain, metric, scenario and year
-- unit: euros, cost positive
-- source: any relations with the columns of taakveld_cost (what is added) and of left_out_statement (what is not)
-- The parts are the leaves of hoofdtaakveld 6 that the document prints for that year, each once. A sum counts for a
-- domain only when the taakveld that carries most of it is among its parts, for a chapter on 6.1 and 6.2 alone is not
-- the social domain; other domains have no such taakveld and no sum. Nor is there one where nothing is booked on a
-- domain but for escalated care (6.8): a municipality that delivered no Iv3 has zeros everywhere, and one that budgets
-- its youth care elsewhere has them there (2023: Vijfheerenlanden, Sliedrecht, Valkenswaard). Held against a year in which
-- it was booked that is no overrun, and beside others no low cost.
-- Without all of its parts a sum is a wrong figure: none is given where the document has a figure that is open or in
-- doubt and that may be of a taakveld which is not among the parts.
-- known error: a domain of which one smaller taakveld stands in another document is summed without it.
CREATE OR REPLACE MACRO leads(leaders, concept) AS
    regexp_matches(concept, '^taakveld\.(' || replace(array_to_string(leaders, '|'), '.', '\.') || ')');

CREATE OR REPLACE MACRO is_booked(metric, cost) AS if(metric = 'lasten', cost > 0, cost IS NOT NULL);

CREATE OR REPLACE MACRO carried(of_act, leaders, act, concept, metric, cost) AS bool_or(leads(leaders, concept))
    AND is_booked(metric, sum(cost) FILTER (act = of_act AND NOT starts_with(concept, 'taakveld.6.8')));

CREATE OR REPLACE MACRO domain_sum_of(taakvelden, open) AS TABLE
WITH part AS (
    SELECT * REPLACE (unnest(list_distinct([domain, 'totaal'])) AS domain), domain AS act
    FROM query_table(taakvelden)
    WHERE starts_with(concept, 'taakveld.6.')
),
summed AS (
    SELECT municipality, year, domain, metric, scenario, document_id,
        if(count(DISTINCT table_id) = 1, min(table_id), NULL) AS table_id, min(authority) AS authority,
        max(known_on) AS known_on, bool_or(kind = 'iv3') AS iv3, bool_or(whole_budget) AS whole_budget, sum(cost) AS cost,
        list(concept ORDER BY concept) AS concepts, flatten(list(observation_ids ORDER BY concept)) AS observation_ids
    FROM part
    GROUP BY municipality, year, domain, metric, scenario, document_id
    HAVING (domain NOT IN ('wmo', 'totaal')
           OR carried('wmo', listed_leading_wmo(), act, concept, metric, cost))
       AND (domain NOT IN ('jeugd', 'totaal')
           OR carried('jeugd', listed_leading_jeugd(), act, concept, metric, cost))
       AND (domain NOT IN ('participatie', 'totaal')
           OR carried('participatie', listed_leading_participatie(), act, concept, metric, cost))
       AND (domain = 'totaal' OR list_contains(listed_acts(), domain))
)
FROM summed AS s
WHERE NOT EXISTS (
    FROM query_table(open) AS o
    WHERE o.document_id = s.document_id AND starts_with(o.concept, 'taakveld.6.') AND coalesce(o.unit, 'EUR') = 'EUR'
      AND s.domain IN ('totaal', o.domain) AND coalesce(o.metric, s.metric) = s.metric
      AND coalesce(o.scenario, s.scenario) = s.scenario AND coalesce(o.period, s.year::VARCHAR) = s.year::VARCHAR
      AND len(list_filter(s.concepts, lambda c: starts_with(c, o.concept) OR starts_with(o.concept, c))) = 0
);
