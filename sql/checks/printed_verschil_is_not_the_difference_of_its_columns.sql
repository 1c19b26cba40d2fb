-- title: a printed verschil is not the difference of two figures beside it
-- grain: one row per printed verschil that fits no two figures of its line
-- unit: as printed, scale applied
-- source: checked_statement, checked_left_out (settled_statement and left_out_statement of the municipality in hand)
-- reason: the verschil is what is read first, and it is often typed by hand.
-- Its sign has no fixed meaning, not even within one table, so sizes are compared. Which two figures it compares is
-- not fixed either: any two of its line that fit are good, and any three, for a restant carries over what was left
-- before. Where most lines of a column do not fit, the column is about something else and nothing is said. A line with
-- a figure that is open may compare that one: not tested.
WITH verschil AS (
    FROM checked_statement
    ANTI JOIN checked_left_out AS open USING (document_id, table_id, "row")
    WHERE scenario = 'verschil' AND unit = 'EUR' AND table_id IS NOT NULL
),
beside AS (
    SELECT v.observation_id AS verschil_id, o.*
    FROM verschil AS v
    JOIN checked_statement AS o USING (document_id, table_id, metric, concept, unit)
    WHERE o.scenario <> 'verschil' AND (o."row" = v."row" OR o."column" = v."column")
),
pair AS (
    SELECT v.*, abs(x.value - y.value) AS size, b.value - r.value AS expected,
        abs(abs(v.value) - abs(x.value - y.value)) <= 1.5 * greatest(v.print_unit, x.print_unit, y.print_unit) AS fits
    FROM verschil AS v
    JOIN beside AS x ON x.verschil_id = v.observation_id
    JOIN beside AS y ON y.verschil_id = v.observation_id AND y.observation_id > x.observation_id
    JOIN beside AS b ON b.verschil_id = v.observation_id AND b.scenario LIKE 'begroting%'
    JOIN beside AS r ON r.verschil_id = v.observation_id AND r.scenario IN ('realisatie', 'prognose')
        AND r.period = b.period
),
carried AS (
    SELECT DISTINCT v.observation_id
    FROM verschil AS v
    JOIN beside AS x ON x.verschil_id = v.observation_id AND x."row" = v."row"
    JOIN beside AS y ON y.verschil_id = v.observation_id AND y."row" = v."row" AND y."column" > x."column"
    JOIN beside AS z ON z.verschil_id = v.observation_id AND z."row" = v."row" AND z."column" > y."column"
    WHERE least(
        abs(abs(v.value) - abs(x.value + y.value - z.value)), abs(abs(v.value) - abs(x.value - y.value + z.value)),
        abs(abs(v.value) - abs(x.value - y.value - z.value))
    ) <= 2 * greatest(v.print_unit, x.print_unit, y.print_unit, z.print_unit)
),
judged AS (
    SELECT *, bool_or(fits) OVER (PARTITION BY observation_id) AS right
    FROM pair
    QUALIFY row_number() OVER (
        PARTITION BY observation_id ORDER BY abs(abs(value) - abs(expected)), expected, size
    ) = 1
),
counted AS (
    SELECT *, count(*) FILTER ("right") OVER col AS rows_right, count(*) FILTER (NOT "right") OVER col AS rows_wrong
    FROM judged
    WINDOW col AS (PARTITION BY document_id, table_id, "column")
)
SELECT document_id, if(rows_right > 0, 'error', 'warning') AS severity, table_id, locator, raw AS printed,
    dutch_number(expected / scale) AS computed,
    format('{}: afgedrukt is {}, begroting min realisatie is {}.', figure_name(table_title, row_label, column_label),
        raw, dutch_number(expected / scale)) AS text
FROM counted
WHERE NOT "right" AND (rows_right >= rows_wrong OR rows_wrong = 1)
  AND observation_id NOT IN (SELECT observation_id FROM carried)
