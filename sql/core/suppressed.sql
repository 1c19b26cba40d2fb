-- title: figures that would tell of a few people, which are shown to nobody outside
-- grain: one row per figure that is not shown, with its place and why
-- unit: reason: count, beside or complement
-- source: any relation with the columns of statement; FROM suppressed_of('current_statement', 10)
-- rule: the one place that says what mails, pages and published exports leave out; the warehouse keeps it.
--   count: a number of people from 1 up to least. Nought tells of nobody.
--   beside: the amounts and averages of the same row or product and period: an average is an amount by a count. Of a
--     product in every document; of a whole domain in that document only, where the count stands.
--   complement: where one part of a total is hidden, the smallest other part goes too, or the total gives it back; and
--     what stands beside that one. An average is no part of a total.
--   Nothing is looked for in a municipality without a small count: a country takes 0.02 s where it has none, not 1.2 s.
-- known error: a total in another table or document than all of its parts, and totals over years, are not looked for.
CREATE OR REPLACE MACRO suppressed_of(stated, least) AS TABLE
WITH counted AS (
    SELECT *, metric IN ('clients', 'benefits', 'outflow', 'grants', 'count') AND coalesce(unit, 'aantal') = 'aantal'
        AS people
    FROM query_table(stated)
    WHERE municipality IN (SELECT municipality FROM query_table(stated)
        WHERE metric IN ('clients', 'benefits', 'outflow', 'grants', 'count') AND value > 0 AND value < least)
),
small AS (
    FROM counted WHERE people AND value > 0 AND value < least
),
figure AS (
    SELECT observation_id, municipality, document_id, table_id, "row", "column", concept, metric, scenario, period,
        value, people, coalesce(is_total, false) AS is_total, regexp_replace(row_label, '(^| > )[^>]*$', '') AS parent,
        metric <> 'amount_per_client' AS additive
    FROM counted
    WHERE (people OR unit = 'EUR' OR metric = 'amount_per_client') AND (document_id IN (SELECT document_id FROM small)
        OR (concept IN (SELECT concept FROM small) AND regexp_matches(concept, '[./]')))
),
first_hidden AS (
    SELECT observation_id FROM small
    UNION
    SELECT f.observation_id FROM figure AS f JOIN small AS s
        ON f.municipality = s.municipality AND f.period = s.period AND NOT f.people AND (
            (f.document_id = s.document_id AND (f.concept = s.concept OR (f.table_id = s.table_id AND f."row" = s."row")))
            OR (f.concept = s.concept AND regexp_matches(f.concept, '[./]')))
),
complement AS (
    SELECT * FROM (
        SELECT *, count(*) FILTER (hidden AND NOT is_total) OVER part AS hidden_parts, bool_or(is_total) OVER whole AS totalled
        FROM (SELECT *, observation_id IN (FROM first_hidden) AS hidden FROM figure WHERE additive)
        WINDOW part AS (PARTITION BY document_id, table_id, metric, scenario, period, parent),
            whole AS (PARTITION BY document_id, table_id, metric, scenario, period)
    )
    WHERE NOT hidden AND NOT is_total AND value <> 0 AND hidden_parts = 1 AND totalled
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, metric, scenario, period, parent ORDER BY abs(value), observation_id) = 1
),
then_hidden AS (
    FROM first_hidden
    UNION
    SELECT observation_id FROM complement
    UNION
    SELECT f.observation_id FROM figure AS f JOIN complement AS c
        ON c.people AND NOT f.people AND f.document_id = c.document_id AND f.period = c.period
        AND (f.concept = c.concept OR (f.table_id = c.table_id AND f."row" = c."row"))
),
last_complement AS (
    SELECT observation_id FROM (
        SELECT *, count(*) FILTER (hidden AND NOT is_total) OVER part AS hidden_parts, bool_or(is_total) OVER whole AS totalled
        FROM (SELECT *, observation_id IN (FROM then_hidden) AS hidden FROM figure WHERE additive AND NOT people)
        WINDOW part AS (PARTITION BY document_id, table_id, metric, scenario, period, parent),
            whole AS (PARTITION BY document_id, table_id, metric, scenario, period)
    )
    WHERE NOT hidden AND NOT is_total AND value <> 0 AND hidden_parts = 1 AND totalled
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, metric, scenario, period, parent ORDER BY abs(value), observation_id) = 1
)
SELECT observation_id, document_id, table_id, "row", "column",
    CASE
        WHEN observation_id IN (SELECT observation_id FROM small) THEN 'count'
        WHEN observation_id IN (FROM first_hidden) THEN 'beside'
        ELSE 'complement'
    END AS reason
FROM figure
WHERE observation_id IN (FROM then_hidden UNION FROM last_complement);
