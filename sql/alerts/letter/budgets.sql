-- title: domains of a municipality against their budgets in the last years
-- grain: one row per year and domain
-- unit: euros, cost positive; procent over budget
-- source: kpi_budget, finding; errors: what the documents get wrong at the cells that it rests on
SELECT year, domain, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, procent, metric, basis,
    (SELECT count(DISTINCT f.finding_id) FROM finding AS f JOIN mail_statement AS o USING (document_id, locator)
        WHERE f.severity = 'error' AND list_contains(k.observation_ids, o.observation_id)) AS errors
FROM kpi_budget AS k WHERE municipality = $municipality AND year >= $year - 1
ORDER BY year DESC, domain = 'totaal', domain
