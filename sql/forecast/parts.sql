-- title: parts of years with what the years came to, as known on a day
-- grain: one row per product or taakveld, part and year of $municipality up to $year
-- unit: euros
-- source: kpi_development
-- parameters: $as_of: documents known later do not count
SELECT concept, label, metric, part, months, year, amount::DOUBLE AS amount,
    if(year_known <= $as_of, year_amount, NULL)::DOUBLE AS year_amount, left(kpi_id, 12) AS explain
FROM kpi_development
WHERE municipality = $municipality AND year <= $year AND known_on <= $as_of
ORDER BY concept, part, year
