-- title: clients and providers are both those of another row
-- grain: one row per count of clients that was copied together with its providers
-- unit: clients
-- source: checked_statement (settled_statement of the municipality in hand)
-- reason: a whole with the clients and the providers of one of its parts, or a year with those of its first half,
-- gives a wrong average and a wrong trend. Two counts that are both equal while the amounts are not are no accident;
-- small counts are, so fewer than ten clients say nothing.
-- The copy is the row with the larger amount: a part cannot cost more than its whole, nor half a year more than the
-- year (known error: a copy from the whole into the part is reported at the whole).
WITH measured AS (
    SELECT municipality, document_id, table_id, concept, scenario, period,
        max(value) FILTER (metric = 'clients') AS clients, max(value) FILTER (metric = 'providers') AS providers,
        max(value) FILTER (metric = 'amount') AS amount, max(locator) FILTER (metric = 'clients') AS locator,
        max(raw) FILTER (metric = 'clients') AS raw, max(raw) FILTER (metric = 'amount_per_client') AS average, coalesce(max(table_title), '') AS title, max(document) AS document
    FROM checked_statement
    WHERE metric IN ('clients', 'providers', 'amount', 'amount_per_client') AND scenario = 'realisatie'
    GROUP BY ALL
    HAVING clients >= 10 AND providers > 1 AND amount > 0
)
SELECT c.document_id, 'warning' AS severity, c.table_id, c.locator, c.raw AS printed, NULL AS computed,
    format(
        '{} ({}): {} cliënten en {} aanbieders zijn gelijk aan die van {} ({}) in {}, terwijl het bedrag verschilt.{}',
        c.title, c.period, dutch_number(c.clients), dutch_number(c.providers), o.title, o.period, o.document,
        coalesce(format(' Het gemiddelde van {} rust daarop.', c.average), '')) AS text,
    c.period
FROM measured AS c
JOIN measured AS o USING (municipality, clients, providers)
WHERE c.amount > o.amount
  AND ((c.document_id = o.document_id AND c.period = o.period AND c.concept <> o.concept)
       OR (c.concept = o.concept AND c.period <> o.period AND starts_with(o.period, c.period)))
