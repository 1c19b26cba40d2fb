-- title: how far past prognoses of a municipality were off
-- grain: one row per subject
-- unit: percent
-- source: kpi_bias
SELECT subject, label, prognoses, bias, error FROM kpi_bias WHERE municipality = $municipality
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY year DESC) = 1 ORDER BY label
