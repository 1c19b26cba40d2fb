-- title: what domains and taakvelden of some municipalities cost over the years
-- grain: one row per municipality, aggregate and year
-- unit: euros, cost positive; procent of the year before
-- source: kpi_trend
-- parameters: $1: CBS codes
SELECT * FROM kpi_trend WHERE municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY municipality, list_position(['wmo', 'jeugd', 'participatie'], aggregate) NULLS LAST, aggregate, year
