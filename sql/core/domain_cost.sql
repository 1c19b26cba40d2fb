-- title: what a domain or the programme costs, as one table of one document states it
-- grain: one row per document, table, domain, metric, scenario, year and basis
-- unit: euros, cost positive
-- source: settled_statement, its taakveld_cost_of, left_out_statement; domain_cost_of: any relations with their columns
-- printed total: the row of the domain itself, or of the programme (concept programma).
-- sum of taakvelden: domain_sum_of.
CREATE OR REPLACE MACRO domain_cost_of(stated, taakvelden, open) AS TABLE
WITH printed AS (
    SELECT *, if(concept = 'programma', 'totaal', concept) AS of_domain
    FROM cost_of(stated)
    WHERE cost IS NOT NULL AND (concept = 'programma' OR list_contains(listed('domain_totals'), concept))
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, concept, metric, scenario, period
        ORDER BY is_total DESC NULLS LAST, "row", "column", observation_id
    ) = 1
)
SELECT municipality, year, of_domain AS domain, metric, scenario, 'printed total' AS basis, document_id, table_id,
    authority, known_on, coalesce(is_total, false) AS is_total, false AS whole_budget, cost, [concept] AS concepts,
    [observation_id] AS observation_ids
FROM printed
UNION ALL
SELECT municipality, year, domain, metric, scenario, 'sum of taakvelden', document_id, table_id, authority, known_on,
    false, whole_budget, cost, concepts, observation_ids
FROM domain_sum_of(taakvelden, open);

CREATE OR REPLACE VIEW taakveld_cost AS FROM taakveld_cost_of('settled_statement');

CREATE OR REPLACE VIEW domain_cost AS
FROM domain_cost_of('settled_statement', 'taakveld_cost', 'left_out_statement');

COMMENT ON VIEW taakveld_cost IS 'What a taakveld of the social domain costs, as one document states it';
COMMENT ON VIEW domain_cost IS 'What a domain or the programme costs, as one table of one document states it';
