-- title: what domains and taakvelden cost over the years, as the command line shows it
-- grain: one row per municipality, aggregate and year; $municipality and $year narrow the choice, NULL does not
-- unit: euros, cost positive; verschil positive is more cost than the year before; procent of the year before
-- source: kpi_trend, municipality_name
SELECT coalesce(m.name, k.municipality) AS municipality, k.municipality AS code, k.aggregate, k.label, k.year, k.metric,
    k.basis, k.realisatie, k.vorig_jaar, k.verschil, k.procent, k.comparable, k.reason, k.document_ids,
    k.observation_ids, left(k.kpi_id, 12) AS explain
FROM kpi_trend AS k
LEFT JOIN municipality_name AS m ON m.code = k.municipality
WHERE ($municipality IS NULL OR lower($municipality) IN (lower(k.municipality), lower(m.name)))
  AND ($year IS NULL OR k.year = $year)
ORDER BY municipality, list_position(listed_acts(), k.aggregate) NULLS LAST, k.aggregate, k.year
