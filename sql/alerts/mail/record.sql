-- title: how far past prognoses of a domain were off
-- grain: at most one row
-- unit: percent
-- source: kpi_bias
SELECT prognoses, bias, error, least, most FROM kpi_bias
WHERE municipality = $municipality AND subject = $subject AND year < $year
ORDER BY year DESC LIMIT 1
