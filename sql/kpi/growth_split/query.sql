-- title: growth of cost split in volume, price and intensity
-- grain: one row per municipality, product and year with the year before
-- unit: euros; intensity_procent of the cost of the year before
-- source: judged_per_client, known_index, known_break, known_name
-- uitleg: Volume is het verschil in unieke cliënten maal het gemiddelde van het jaar ervoor. Prijs is de index die de
-- gemeente zelf noemt, over de cliënten van dit jaar. Wat overblijft is intensiteit en mix: zwaardere of langere hulp
-- per cliënt; zonder bekende index blijven prijs en intensiteit samen. Van jaren die niet te vergelijken zijn staat er
-- geen verschil, en waarom.
-- rule: both averages are computed from amount and clients of one row; both years from the same document where it has
--   them. volume + price + intensity = difference, to the cent.
-- known error: unique clients of a domain hide a shift between its products: that is in intensity.
WITH pair AS (
    SELECT r.*, b.amount AS before_amount, b.clients AS before_clients, b.average AS before_average,
        r.copied OR b.copied AS unlike, left(r.period, 4)::INTEGER AS year, replace(r.concept, '.beschikt', '') AS product,
        list_sort(list_distinct([r.document_id, b.document_id])) AS document_ids,
        r.observation_ids || b.observation_ids AS both_ids
    FROM judged_per_client AS r
    JOIN judged_per_client AS b ON b.municipality = r.municipality AND b.concept = r.concept
        AND b.period = (try_cast(r.period AS INTEGER) - 1)::VARCHAR
    WHERE regexp_full_match(r.period, '\d{4}') AND regexp_full_match(b.period, '\d{4}')
),
split AS (
    SELECT p.*, coalesce(n.label, p.product) AS label, k.reason AS break_reason, i.percent, i.source AS index_source,
        unlike OR k.reason IS NOT NULL AS refused,
        round((p.clients - p.before_clients) * p.before_average, 0) AS volume,
        round(coalesce(i.euros, i.percent / 100 * p.before_average * p.clients), 0) AS price
    FROM pair AS p
    LEFT JOIN known_name AS n ON n.concept = p.product
    LEFT JOIN known_index AS i ON (i.municipality, i.product, i.year) = (p.municipality, p.product, p.year)
    LEFT JOIN known_break AS k ON k.municipality = p.municipality AND k.year = p.year AND p.product LIKE k.concept
)
SELECT left(sha256(concat_ws('|', 'growth_split', municipality, year, product)), 32) AS kpi_id, municipality, year,
    product, label, before_amount AS vorig_jaar, amount AS realisatie, before_clients AS vorige_clienten,
    clients AS clienten, if(refused, NULL, amount - before_amount) AS verschil, if(refused, NULL, volume) AS volume,
    if(refused, NULL, price) AS price,
    if(refused, NULL, (amount - before_amount)::DOUBLE - volume - coalesce(price, 0)) AS intensity,
    if(refused, NULL, round(100 * ((amount - before_amount)::DOUBLE - volume - coalesce(price, 0))
        / nullif(before_amount, 0)::DOUBLE, 2)) AS intensity_procent,
    percent AS index_procent, nullif(concat_ws(' ',
        if(unlike, 'Van een van beide jaren zijn de cliënten die van een half jaar of van een deel.', NULL), break_reason,
        if(NOT refused AND price IS NULL, 'Geen index bekend: prijs en intensiteit staan samen onder intensiteit.', NULL),
        if(NOT refused AND price IS NOT NULL, 'Index: ' || index_source || '.', NULL)), '') AS reason,
    document_ids, both_ids AS observation_ids
FROM split
