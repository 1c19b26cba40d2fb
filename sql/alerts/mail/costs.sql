-- title: what a domain costs over the years, as the documents of the mail and the KPI say
-- grain: one row per year and scenario, on one measure
-- unit: euros, cost positive
-- source: kpi_budget first, for it is what was judged; then domain_cost_of the documents of the mail
WITH stated AS (
    SELECT year, unnest([scenario_begroting, scenario_realisatie]) AS scenario,
        unnest([begroting, realisatie]) AS cost, 1 AS choice, '' AS place
    FROM kpi_budget
    WHERE municipality = $municipality AND domain = $domain AND metric = $metric AND basis = $basis
    UNION ALL
    SELECT year, scenario, cost, 2, concat_ws('|', authority, known_on, document_id, table_id)
    FROM domain_cost_of('mail_settled', 'mail_taakveld', 'mail_left_out')
    WHERE municipality = $municipality AND domain = $domain AND metric = $metric AND basis = $basis
)
SELECT year, scenario, arg_min(cost, (choice, place)) AS cost
FROM stated
WHERE year BETWEEN $year - 5 AND $year
GROUP BY year, scenario
ORDER BY year, list_position(['begroting_primitief', 'begroting', 'begroting_gewijzigd', 'prognose', 'realisatie'], scenario)
