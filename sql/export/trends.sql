-- title: what domains and taakvelden cost over the years
-- grain: one row per municipality, aggregate and year
-- unit: euros, cost positive; verschil positive is more cost than the year before; procent of the year before
-- source: kpi_trend
SELECT * FROM kpi_trend ORDER BY municipality, aggregate, year
