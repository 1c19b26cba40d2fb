-- title: what a taakveld costs over the years, as the documents of the mail and the KPI say
-- grain: one row per year and scenario, on one measure
-- unit: euros, cost positive
-- source: kpi_use of the municipality's own documents first, for it is what was judged; then mail_taakveld
WITH stated AS (
    SELECT year, unnest([scenario_begroting, scenario_realisatie]) AS scenario, unnest([begroting, realisatie]) AS cost,
        1 AS choice, '' AS place
    FROM kpi_use
    WHERE municipality = $municipality AND subject = $subject AND metric = $metric AND source = 'documents'
    UNION ALL
    SELECT year, scenario, cost, 2, concat_ws('|', authority, known_on, document_id, table_id)
    FROM mail_taakveld
    WHERE municipality = $municipality AND concept = $subject AND metric = $metric
)
SELECT year, scenario, arg_min(cost, (choice, place)) AS cost
FROM stated
WHERE year BETWEEN $year - 5 AND $year
GROUP BY year, scenario
ORDER BY year, list_position(['begroting_primitief', 'begroting', 'begroting_gewijzigd', 'prognose', 'realisatie'], scenario)
