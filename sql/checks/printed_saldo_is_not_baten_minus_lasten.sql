-- title: a printed saldo is not its baten minus its lasten
-- grain: one row per printed saldo that differs by more than rounding
-- unit: whole euros
-- source: checked_statement, standard_value (settled_statement of the municipality in hand)
-- reason: one of the three is wrong, and a budget is held against one of them.
-- Where most saldi of a table do not fit, the table holds more than these three and nothing is said.
WITH money AS (
    SELECT * FROM checked_statement
    WHERE metric IN ('lasten', 'baten', 'saldo') AND unit = 'EUR' AND standard_value IS NOT NULL
      AND scenario NOT IN ('verschil', 'incidenteel')
),
triple AS (
    SELECT document_id, table_id, concept, scenario, period, count(*) AS n, count(DISTINCT metric) AS metrics,
        max(standard_value) FILTER (metric = 'baten') - max(standard_value) FILTER (metric = 'lasten') AS expected,
        max(print_unit) AS unit_of_parts
    FROM money
    GROUP BY ALL
),
judged AS (
    SELECT s.*, t.expected, abs(s.standard_value - t.expected) <= 1.5 * t.unit_of_parts AS "right"
    FROM money AS s
    JOIN triple AS t USING (document_id, table_id, concept, scenario, period)
    WHERE s.metric = 'saldo' AND t.n = 3 AND t.metrics = 3
),
counted AS (
    SELECT *, count(*) FILTER ("right") OVER (PARTITION BY document_id, table_id) AS rows_right,
        count(*) FILTER (NOT "right") OVER (PARTITION BY document_id, table_id) AS rows_wrong
    FROM judged
)
SELECT document_id, 'error' AS severity, table_id, locator, raw AS printed, dutch_number(expected / scale) AS computed,
    format('{}: afgedrukt is {}, baten min lasten is {}.', figure_name(table_title, row_label, column_label), raw,
        dutch_number(expected / scale)) AS text
FROM counted
WHERE NOT "right" AND rows_right >= rows_wrong
