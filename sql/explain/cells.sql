-- title: the cell that a figure was read from and those around it
-- grain: one row per figure at hand and cell: two rows and columns to each side, with their labels and headings
-- unit: as printed
-- source: cell, asked
-- part: cell: its own; row: all that stands in its row; heading: its headings; around: the rest.
-- A heading is the nearest cell to the left, in each row above the first figure of the table: a heading over several
-- columns is printed once. Text in the first column there is a title or a group of rows, not a heading of figures.
WITH reach AS (
    SELECT a.observation_id AS of, a."row" AS at_row, a."column" AS at_column, a.first_row, a.first_column,
        c."row", c."column", c.text, c.locator, max(c."column") FILTER (
            c."column" <= a."column" AND (c."column" > 0 OR a."column" = 0)
        ) OVER (PARTITION BY a.observation_id, c."row") AS nearest
    FROM asked AS a
    JOIN cell AS c USING (document_id, table_id)
    WHERE c."row" < a.first_row OR abs(c."row" - a."row") <= 2
)
SELECT of, CASE
        WHEN "row" = at_row AND "column" = at_column THEN 'cell'
        WHEN "row" = at_row THEN 'row'
        WHEN "row" < first_row AND "column" = nearest THEN 'heading'
        ELSE 'around'
    END AS part, "row", "column", text, locator,
    "column" < first_column OR abs("column" - at_column) <= 2 OR part = 'heading' AS near
FROM reach
WHERE near OR part = 'row'
ORDER BY of, "row", "column"
