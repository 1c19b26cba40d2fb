-- title: what a domain or the programme costs, as one table of one document states it
-- grain: one row per document, table, domain, metric, scenario, year and basis
-- unit: euros, cost positive
-- source: settled_statement, its taakveld_cost_of, left_out_statement; domain_cost_of: any relations with their columns
-- printed total: the row of the domain itself, or of the programme: concept programma, or where a document has none of
-- those the one row of a table that is named as a programme of the social domain (is_programme). Of several rows of a
-- table the one before the reserves goes first: a total that is repeated behind them is another figure.
-- iv3: of the Iv3 delivery, which has a scope of its own: it is never compared with other documents unseen.
-- sum of taakvelden: domain_sum_of.
CREATE OR REPLACE MACRO domain_cost_of(stated, taakvelden, open) AS TABLE
WITH reserves AS (
    SELECT document_id, table_id, min("row") AS first_reserve FROM query_table(stated)
    WHERE metric = 'reserves' OR regexp_matches(lower(row_label), '\breserves?\b') GROUP BY ALL
),
named AS (
    SELECT *, CASE
        WHEN concept = 'programma' THEN 'totaal'
        WHEN list_contains(listed_domain_totals(), concept) THEN concept
        WHEN contains(concept, '/') AND is_programme(table_title, row_label) THEN 'programme'
    END AS named_as
    FROM cost_of(stated)
    WHERE cost IS NOT NULL
),
alone AS (
    SELECT document_id, table_id, metric, scenario, period FROM named WHERE named_as = 'programme'
    GROUP BY ALL HAVING count(*) = 1
    AND document_id NOT IN (SELECT document_id FROM named WHERE named_as = 'totaal')
),
printed AS (
    SELECT n.*, if(named_as = 'programme', 'totaal', named_as) AS of_domain
    FROM named AS n
    LEFT JOIN reserves USING (document_id, table_id)
    WHERE named_as <> 'programme'
       OR (named_as = 'programme' AND (document_id, table_id, metric, scenario, period) IN (FROM alone))
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, of_domain, metric, scenario, period
        ORDER BY (coalesce("row" > first_reserve, false), NOT is_total, "row", "column", observation_id)
    ) = 1
)
SELECT municipality, year, of_domain AS domain, metric, scenario, 'printed total' AS basis, document_id, table_id,
    authority, known_on, coalesce(is_total, false) AS is_total, kind = 'iv3' AS iv3, false AS whole_budget, cost,
    [if(named_as = 'programme', lower(row_label), concept)] AS concepts,
    [observation_id] AS observation_ids
FROM printed
UNION ALL
SELECT municipality, year, domain, metric, scenario, 'sum of taakvelden', document_id, table_id, authority, known_on,
    false, iv3, whole_budget, cost, concepts, observation_ids
FROM domain_sum_of(taakvelden, open);

CREATE OR REPLACE VIEW taakveld_cost AS FROM taakveld_cost_of('settled_statement');

CREATE OR REPLACE VIEW domain_cost AS
FROM domain_cost_of('settled_statement', 'taakveld_cost', 'left_out_statement');

COMMENT ON VIEW taakveld_cost IS 'What a taakveld of the social domain costs, as one document states it';
COMMENT ON VIEW domain_cost IS 'What a domain or the programme costs, as one table of one document states it';
