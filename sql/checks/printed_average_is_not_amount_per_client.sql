-- title: a printed average per client is not the amount divided by the clients
-- grain: one row per printed average that differs by more than rounding
-- unit: whole euros
-- source: checked_statement (settled_statement of the municipality in hand)
-- reason: an average of another year or another count of clients gives a trend that does not exist.
WITH measure AS (
    SELECT document_id, table_id, concept, scenario, period, count(*) AS n, count(DISTINCT metric) AS metrics,
        max(value) FILTER (metric = 'amount') AS amount, max(value) FILTER (metric = 'clients') AS clients,
        max(print_unit) FILTER (metric = 'amount') AS unit_of_amount
    FROM checked_statement
    WHERE metric IN ('amount', 'clients', 'amount_per_client') AND scenario <> 'verschil'
    GROUP BY ALL
)
SELECT a.document_id, 'error' AS severity, a.table_id, a.locator, a.raw AS printed,
    dutch_number(round(m.amount / m.clients, 0)) AS computed,
    format('{}: afgedrukt is {}, maar {} gedeeld door {} cliënten is {}.',
        figure_name(a.table_title, a.row_label, a.column_label), a.raw, dutch_number(m.amount),
        dutch_number(m.clients), dutch_number(round(m.amount / m.clients, 0))) AS text
FROM checked_statement AS a
JOIN measure AS m USING (document_id, table_id, concept, scenario, period)
WHERE a.metric = 'amount_per_client' AND m.n = 3 AND m.metrics = 3 AND m.clients > 0
  AND abs(a.value - m.amount / m.clients) > a.print_unit + m.unit_of_amount / 2 / m.clients
