-- title: what a domain or the programme costs, as one table of one document states it
-- grain: one row per document, table, domain, metric, scenario, year and basis
-- unit: euros, cost positive
-- source: current_statement and its taakveld_cost_of; domain_cost_of: any relations with their columns
-- printed total: the row of the domain itself, or of the programme (concept programma).
-- sum of taakvelden: the leaves of hoofdtaakveld 6 that the document prints for that year, each once. A sum counts
-- for a domain only when the taakveld that carries most of it is among its parts, for a chapter on 6.1 and 6.2 alone
-- is not the social domain; other domains have no such taakveld and no sum.
-- known error: a domain of which one smaller taakveld stands in another document is summed without it.
CREATE OR REPLACE MACRO domain_cost_of(stated, taakvelden) AS TABLE
WITH printed AS (
    SELECT *, if(concept = 'programma', 'totaal', concept) AS of_domain
    FROM cost_of(stated)
    WHERE cost IS NOT NULL AND concept IN
        ('programma', 'wmo', 'jeugd', 'participatie', 'toegang', 'gezondheid', 'onderwijs', 'transformatie')
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, concept, metric, scenario, period
        ORDER BY is_total DESC NULLS LAST, "row", "column", observation_id
    ) = 1
),
summed AS (
    SELECT * REPLACE (unnest(list_distinct([domain, 'totaal'])) AS domain)
    FROM query_table(taakvelden)
    WHERE starts_with(concept, 'taakveld.6.')
)
SELECT municipality, year, of_domain AS domain, metric, scenario, 'printed total' AS basis, document_id, table_id,
    authority, known_on, coalesce(is_total, false) AS is_total, false AS whole_budget, cost, [concept] AS concepts,
    [observation_id] AS observation_ids
FROM printed
UNION ALL
SELECT municipality, year, domain, metric, scenario, 'sum of taakvelden', document_id,
    if(count(DISTINCT table_id) = 1, min(table_id), NULL), min(authority), max(known_on), false,
    bool_or(whole_budget), sum(cost), list(concept ORDER BY concept), flatten(list(observation_ids ORDER BY concept))
FROM summed
GROUP BY municipality, year, domain, metric, scenario, document_id
HAVING (domain NOT IN ('wmo', 'totaal') OR bool_or(starts_with(concept, 'taakveld.6.71')))
   AND (domain NOT IN ('jeugd', 'totaal') OR bool_or(regexp_matches(concept, '^taakveld\.6\.7[256]')))
   AND (domain NOT IN ('participatie', 'totaal') OR bool_or(concept = 'taakveld.6.3'))
   AND domain IN ('wmo', 'jeugd', 'participatie', 'totaal');

CREATE OR REPLACE VIEW taakveld_cost AS FROM taakveld_cost_of('current_statement');

CREATE OR REPLACE VIEW domain_cost AS FROM domain_cost_of('current_statement', 'taakveld_cost');

COMMENT ON VIEW taakveld_cost IS 'What a taakveld of the social domain costs, as one document states it';
COMMENT ON VIEW domain_cost IS 'What a domain or the programme costs, as one table of one document states it';
