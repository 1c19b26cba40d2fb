-- title: what a deelprogramma costs and how it stands, where its council authorises lasten so
-- grain: costs: one row per document, table, deelprogramma, metric, scenario and year; budgets: per municipality, year
-- unit: euros, cost positive; procent: over budget in percent of the budget
-- source: stated: any relation with the columns of settled_statement; named: municipality, subject, label and `printed`,
--   a name of it as its municipality said that documents print it (tasks/municipalities)
-- A row is of a deelprogramma where it is named so, or where it is the total of a table that is. It is never guessed:
-- numbers and names of deelprogrammas differ by municipality and year. Rows of one table that are named alike and differ
-- tell nothing.
CREATE OR REPLACE MACRO printed_name(table_title, row_label) AS trim(regexp_replace(lower(coalesce(
    list_filter(string_split(row_label, ' > '), lambda part: NOT regexp_full_match(lower(trim(part)),
        '\(.*\)|(totaal |totale )?(lasten|baten|saldo):?|totaal:?'))[-1],
    table_title)), '\s+', ' ', 'g'));

CREATE OR REPLACE MACRO deelprogramma_cost_of(stated, named) AS TABLE
SELECT s.*, n.subject, n.label
FROM cost_of(stated) AS s
JOIN query_table(named) AS n
    ON n.municipality = s.municipality AND n.printed = printed_name(s.table_title, s.row_label)
WHERE s.cost IS NOT NULL AND s.kind <> 'iv3'
WINDOW same AS (PARTITION BY s.document_id, s.table_id, n.subject, s.metric, s.scenario, s.period)
QUALIFY count(DISTINCT s.cost) OVER same = 1 AND row_number() OVER (same ORDER BY s.observation_id) = 1;

CREATE OR REPLACE MACRO deelprogramma_budget_of(stated, named) AS TABLE
WITH cost AS (FROM deelprogramma_cost_of(stated, named))
SELECT left(sha256(concat_ws('|', 'deelprogramma', r.municipality, r.year, r.subject)), 32) AS kpi_id, r.municipality,
    r.year, 'totaal' AS domain, r.subject, r.label, r.metric, 'printed total' AS basis,
    b.scenario AS scenario_begroting, b.cost AS begroting, r.scenario AS scenario_realisatie, r.cost AS realisatie,
    b.cost - r.cost AS verschil,
    round(100 * (r.cost - b.cost)::DOUBLE / nullif(abs(b.cost), 0)::DOUBLE, 4) AS procent, r.cost > b.cost AS "over",
    list_sort(list_distinct([r.document_id, b.document_id])) AS document_ids,
    [r.observation_id, b.observation_id] AS observation_ids
FROM cost AS r
JOIN cost AS b USING (municipality, year, subject, metric)
WHERE r.scenario IN ('realisatie', 'prognose') AND b.scenario LIKE 'begroting%'
QUALIFY row_number() OVER (
    PARTITION BY r.municipality, r.year, r.subject
    ORDER BY r.scenario = 'prognose',
        list_position(['begroting_gewijzigd', 'begroting', 'begroting_primitief'], b.scenario), measure_rank(r.metric),
        b.known_on DESC, goes_first(r.authority, r.known_on, r.is_total),
        r.document_id <> b.document_id OR r.table_id IS DISTINCT FROM b.table_id, r.document_id <> b.document_id,
        r.document_id, r.table_id, b.document_id, b.table_id
) = 1;
