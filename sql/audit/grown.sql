-- title: how tables with clients grew, and what of that is volume and price
-- grain: one row per document, table and year with a known index
-- unit: euros
-- source: checked_statement (per_client_of), known_index
WITH per_client AS (
    FROM per_client_of('checked_statement')
)
SELECT r.document_id, r.table_id, r.period, (r.amount - b.amount)::DOUBLE AS growth,
    ((r.clients - b.clients) * b.average)::DOUBLE AS volume,
    coalesce(i.euros, i.percent / 100 * b.average * r.clients)::DOUBLE AS price
FROM per_client AS r
JOIN per_client AS b ON b.municipality = r.municipality AND b.concept = r.concept AND b.period = (try_cast(r.period AS INTEGER) - 1)::VARCHAR
JOIN known_index AS i ON (i.municipality, i.product, i.year)
    = (r.municipality, replace(r.concept, '.beschikt', ''), try_cast(r.period AS INTEGER))
WHERE regexp_full_match(r.period, '\d{4}') AND regexp_full_match(b.period, '\d{4}') AND NOT r.copied AND NOT b.copied
