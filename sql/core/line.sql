-- title: what costs how much in which version, at every level that documents print: domain, product, taakveld
-- grain: line_of: one row per document, table, subject, metric, basis, scenario and year
-- unit: euros, cost positive
-- source: line_of: any relations with the columns of settled_statement, domain_cost and taakveld_cost
-- level: programma (subject totaal), domein, product or taakveld. A product is a row that a vocabulary knows, without
-- the statistics of individually granted care (concept ….beschikt), which cover a part of their product.
CREATE OR REPLACE MACRO line_of(stated, costs, taakvelden) AS TABLE
SELECT municipality, year, if(domain = 'totaal', 'programma', 'domein') AS level, domain AS subject, domain, metric,
    basis, iv3, scenario, cost, authority, known_on, is_total, document_id, table_id, whole_budget, concepts,
    observation_ids
FROM query_table(costs)
UNION ALL
SELECT municipality, year, 'taakveld', concept, domain, metric, 'printed total', kind = 'iv3', scenario, cost,
    authority, known_on, false, document_id, table_id, whole_budget, [concept], observation_ids
FROM query_table(taakvelden)
UNION ALL
FROM (
    SELECT municipality, year, 'product', concept, domain, metric, 'printed total', false, scenario, cost,
        authority, known_on, coalesce(is_total, false), document_id, table_id, false, [concept], [observation_id]
    FROM cost_of(stated)
    WHERE cost IS NOT NULL AND kind <> 'iv3' AND contains(concept, '.') AND NOT contains(concept, '/')
      AND NOT starts_with(concept, 'taakveld.') AND NOT ends_with(concept, '.beschikt')
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, concept, metric, scenario, period
        ORDER BY (NOT is_total, "row", "column", observation_id)
    ) = 1
);
