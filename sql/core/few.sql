-- title: the figures of municipalities in which a count tells of a few people
-- grain: one row per figure that tells of people or money there
-- unit: column unit of the figure; people: whether it counts people
-- source: any relation with the columns of statement; FROM few_of('current_statement', 10)
-- rule: sql/privacy says which of them are not shown. small: a number of people from 1 up to least, in any scenario but
--   a difference: that 43 clients became 40 tells of no three. Nought tells of nobody.
--   Nothing is looked for in a municipality without a small count: a country takes 0.02 s where it has none, not 1.2 s.
-- part_of: labels of the groups that a row stands in; product: a part of a domain, that other documents name alike.
CREATE OR REPLACE MACRO few_of(stated, least) AS TABLE
WITH counted AS (
    SELECT *, metric IN ('clients', 'benefits', 'outflow', 'grants', 'count') AND coalesce(unit, 'aantal') = 'aantal'
        AS people
    FROM query_table(stated)
    WHERE municipality IN (SELECT municipality FROM query_table(stated)
        WHERE metric IN ('clients', 'benefits', 'outflow', 'grants', 'count') AND value > 0 AND value < least)
)
SELECT observation_id, municipality, document_id, table_id, "row", "column", concept, metric, scenario, period, value,
    people, coalesce(is_total, false) AS is_total, regexp_replace(row_label, '(^| > )[^>]*$', '') AS part_of,
    people OR (unit = 'EUR' AND metric <> 'amount_per_client') AS additive, unit = 'procent' AS is_share,
    coalesce(regexp_matches(concept, '[./]'), false) AS product,
    people AND value > 0 AND value < least AND scenario IS DISTINCT FROM 'verschil' AS small
FROM counted
WHERE people OR unit IN ('EUR', 'procent') OR metric = 'amount_per_client';
