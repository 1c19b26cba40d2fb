-- title: the cells that a figure was read from
-- grain: one row per cell: its own, those of its row, and its headings
-- unit: as printed
-- source: cell, observation
-- A heading is the nearest cell to the left, in each row above the first figure of the table: a heading over several
-- columns is printed once. Text in the first column there is a title or a group of rows, not a heading of figures.
WITH asked AS (
    SELECT o.document_id, o.table_id, o."row", o."column", (
        SELECT min(first."row") FROM observation AS first
        WHERE first.document_id = o.document_id AND first.table_id = o.table_id
    ) AS first_row
    FROM observation AS o WHERE o.observation_id = $1
)
SELECT CASE WHEN c."row" <> a."row" THEN 'heading' WHEN c."column" = a."column" THEN 'cell' ELSE 'row' END AS part,
    c."row", c."column", c.text, c.locator
FROM asked AS a
JOIN cell AS c USING (document_id, table_id)
WHERE c."row" = a."row" OR (c."row" < a.first_row AND c."column" <= a."column" AND (c."column" > 0 OR a."column" = 0))
QUALIFY c."row" = a."row" OR c."column" = max(c."column") OVER (PARTITION BY c."row")
ORDER BY c."row", c."column"
