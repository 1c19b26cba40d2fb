-- title: the figures of one year of a trend
-- grain: one row, for kpi $1
-- unit: euros, cost positive; verschil positive is more cost than the year before; procent of the year before
-- source: kpi_trend
SELECT * FROM kpi_trend WHERE kpi_id = $1
