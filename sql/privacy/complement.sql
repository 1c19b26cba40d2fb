-- title: what would give a figure that is not shown back: another part of its total, else the total
-- grain: one row per figure that is not shown yet
-- unit: reason
-- source: few, suppressed
-- parameters: least: counts of people below it are small
-- rule: a total less the parts that are shown gives what is left out: enough where that is one part, and where it is a
--   few people together. Then the smallest other part goes too, and where there is none the total itself. A total may
--   stand in the table, or anywhere in the municipality as the number that the parts add up to. Of subtotals that add up
--   no one goes alone either, nor a few people, and the parts of a total that is left out are not all shown. The columns
--   of a table leave out the same row where they can: the one with the smallest count, else the smallest amount.
-- known error: totals over periods (four quarters of a year) are not looked for.
INSERT INTO suppressed
WITH part AS (
    SELECT f.*, s.reason IS NOT NULL AS hidden FROM few AS f LEFT JOIN suppressed AS s USING (observation_id)
    WHERE f.additive
),
gathered AS (
    SELECT municipality, document_id, table_id, metric, scenario, period, part_of, any_value(people) AS people,
        count(*) FILTER (value <> 0) AS parts, count(*) FILTER (hidden) AS hidden_parts,
        sum(value) FILTER (hidden) AS hidden_sum, sum(value) AS summed
    FROM part WHERE NOT is_total
    GROUP BY ALL
    HAVING hidden_parts < 2 OR (people AND hidden_sum < $least)
),
told AS (
    SELECT g.*, t.observation_id AS total_id, t.document_id AS total_document, t.table_id AS total_table,
        t."row" AS total_row, t."column" AS total_column,
        abs(t.value - g.summed) <= if(g.people, 0, 500 * g.parts) AS is_sum
    FROM gathered AS g
    JOIN part AS t ON t.municipality = g.municipality AND t.metric = g.metric AND t.scenario IS NOT DISTINCT FROM g.scenario
        AND t.period IS NOT DISTINCT FROM g.period AND t.hidden = (g.hidden_parts = 0)
    WHERE (t.is_total AND (is_sum OR NOT t.hidden) AND t.document_id = g.document_id
            AND t.table_id IS NOT DISTINCT FROM g.table_id)
       OR (is_sum AND (t.is_total OR g.parts > 1)
            AND (t.document_id, t.table_id) IS DISTINCT FROM (g.document_id, g.table_id))
),
other AS (
    SELECT observation_id, document_id, table_id, "row", "column" FROM (
        SELECT p.*, min(abs(p.value) + if(p.people, 0, 1e12)) OVER (
            PARTITION BY p.document_id, p.table_id, p.part_of, p."row") AS weight
        FROM part AS p
        JOIN (SELECT DISTINCT document_id, table_id, metric, scenario, period, part_of FROM told) AS g
            ON p.document_id = g.document_id AND p.table_id IS NOT DISTINCT FROM g.table_id AND p.metric = g.metric
            AND p.scenario IS NOT DISTINCT FROM g.scenario AND p.period IS NOT DISTINCT FROM g.period
            AND p.part_of IS NOT DISTINCT FROM g.part_of
        WHERE NOT p.hidden AND NOT p.is_total AND p.value <> 0
    )
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, part_of, metric, scenario, period ORDER BY weight, observation_id) = 1
),
whole AS (
    SELECT DISTINCT t.total_id, t.total_document, t.total_table, t.total_row, t.total_column FROM told AS t
    WHERE t.is_sum AND t.hidden_parts > 0 AND NOT EXISTS (
        FROM part AS p
        WHERE p.document_id = t.document_id AND p.table_id IS NOT DISTINCT FROM t.table_id AND p.metric = t.metric
          AND p.scenario IS NOT DISTINCT FROM t.scenario AND p.period IS NOT DISTINCT FROM t.period
          AND p.part_of IS NOT DISTINCT FROM t.part_of AND NOT p.hidden AND NOT p.is_total AND p.value <> 0)
),
subtotal AS (
    SELECT observation_id, document_id, table_id, "row", "column" FROM (
        SELECT *, count(*) FILTER (hidden) OVER totals AS gone, count(*) OVER totals AS held,
            sum(value) FILTER (hidden) OVER totals AS gone_sum
        FROM part WHERE is_total WINDOW totals AS (PARTITION BY document_id, table_id, metric, scenario, period)
    )
    WHERE (gone = 1 OR (people AND gone_sum < $least)) AND held > 2 AND NOT hidden AND value <> 0
    QUALIFY row_number() OVER (
        PARTITION BY document_id, table_id, metric, scenario, period ORDER BY abs(value), observation_id) = 1
)
SELECT *, 'complement' FROM (FROM other UNION FROM whole UNION FROM subtotal)
