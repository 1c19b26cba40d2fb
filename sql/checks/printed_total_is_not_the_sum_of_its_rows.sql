-- title: a printed total is not the sum of its rows
-- grain: one row per printed total that differs from the sum by more than rounding
-- unit: as printed, scale applied
-- source: checked_statement, checked_left_out (settled_statement and left_out_statement of the municipality in hand)
-- reason: a total is copied or typed by hand; readers believe it before the rows.
-- Which rows a total adds is not printed, so five ways are tried. One is believed when it holds in at least half of
-- the columns of that total row; a total in a single column is held against a sum that is off by a tenth at most.
-- A total of the rows just above it is right however many they are: what ends another sum may have no label that says
-- so.
-- Clients, providers and averages never add up: a client can be in more than one row.
-- A row whose name only resembles a known one adds up all the same; a column with a figure that is open or in doubt
-- is not tested, for that may be the part that lacks.
WITH figure AS (
    FROM (FROM checked_statement UNION ALL FROM checked_left_out WHERE left_out = 'concept')
    ANTI JOIN (FROM checked_left_out WHERE left_out <> 'concept') AS open USING (document_id, table_id, "column")
    WHERE table_id IS NOT NULL AND unit IN ('EUR', 'aantal')
      AND metric NOT IN ('clients', 'providers', 'amount_per_client', 'indicator', 'percentage')
),
part AS (
    SELECT t.observation_id, p.value, p.print_unit, coalesce(p.is_total, false) AS is_sub, p."row" < t."row" AS above,
        count(*) FILTER (coalesce(p.is_total, false)) OVER nearest AS totals_between,
        sum(p.value) OVER nearest AS running, count(*) OVER nearest AS depth,
        max(p.print_unit) OVER nearest AS coarsest, t.value AS total, t.print_unit AS unit_of_total
    FROM figure AS t
    JOIN figure AS p USING (document_id, table_id, "column", metric, scenario, period)
    WHERE t.is_total AND p."row" <> t."row"
    WINDOW nearest AS (
        PARTITION BY t.observation_id, p."row" < t."row"
        ORDER BY abs(p."row" - t."row"), p."row" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),
partial AS (
    SELECT DISTINCT observation_id FROM part
    WHERE above AND depth >= 2 AND abs(total - running) <= (depth + 1) * greatest(coarsest, unit_of_total) / 2
),
way AS (
    SELECT observation_id, unnest([
        {'way': 'rows since the total above', 'sum': sum(value) FILTER (above AND totals_between = 0),
         'n': count(*) FILTER (above AND totals_between = 0)},
        {'way': 'all rows above', 'sum': sum(value) FILTER (above AND NOT is_sub),
         'n': count(*) FILTER (above AND NOT is_sub)},
        {'way': 'subtotals above', 'sum': sum(value) FILTER (above AND is_sub),
         'n': count(*) FILTER (above AND is_sub)},
        {'way': 'subtotals above and rows since',
         'sum': sum(value) FILTER (above AND (is_sub OR totals_between = 0)),
         'n': count(*) FILTER (above AND (is_sub OR totals_between = 0))},
        {'way': 'rows below', 'sum': sum(value) FILTER (NOT above AND totals_between = 0),
         'n': count(*) FILTER (NOT above AND totals_between = 0)}
    ], recursive := true), max(print_unit) AS unit_of_parts
    FROM part
    GROUP BY observation_id
),
compared AS (
    SELECT f.*, w.way, w.sum, w.n,
        abs(f.value - w.sum) <= if(f.unit = 'EUR', (w.n + 1) * greatest(w.unit_of_parts, f.print_unit) / 2, 0) AS holds
    FROM figure AS f
    JOIN way AS w USING (observation_id)
    WHERE w.n >= 2
),
proven AS (
    SELECT *, count(*) FILTER (holds AND value <> 0) OVER line AS columns_right,
        count(*) FILTER (NOT holds) OVER line AS columns_wrong,
        bool_or(holds) OVER (PARTITION BY observation_id) AS "right"
    FROM compared
    WINDOW line AS (PARTITION BY document_id, table_id, "row", metric, way)
)
SELECT document_id, if(columns_right > 0, 'error', 'warning') AS severity, table_id, locator, raw AS printed,
    dutch_number(sum / scale) AS computed,
    format('{}: afgedrukt is {}, de {} rijen tellen op tot {}.', figure_name(table_title, row_label, column_label),
        raw, n, dutch_number(sum / scale)) AS text
FROM proven
WHERE NOT "right" AND observation_id NOT IN (SELECT observation_id FROM partial)
  AND (columns_right > 0 AND columns_right >= columns_wrong
       OR columns_right = 0 AND columns_wrong = 1 AND abs(value - sum) <= abs(value) / 10)
QUALIFY row_number() OVER (PARTITION BY observation_id ORDER BY columns_right DESC, abs(value - sum), way) = 1
