-- title: what a deelprogramma costs over the years, as the documents of the mail say
-- grain: one row per year and scenario, on one measure
-- unit: euros, cost positive
-- source: mail_settled, alert_deelprogramma
SELECT year, scenario, arg_min(cost, concat_ws('|', authority, known_on, document_id, table_id)) AS cost
FROM deelprogramma_cost_of('mail_settled', 'alert_deelprogramma')
WHERE municipality = $municipality AND subject = $subject AND metric = $metric AND year BETWEEN $year - 5 AND $year
GROUP BY year, scenario
ORDER BY year, list_position(['begroting_primitief', 'begroting', 'begroting_gewijzigd', 'prognose', 'realisatie'], scenario)
