-- title: the programme as a whole beside one of its domains
-- grain: at most one row per municipality and year
-- unit: euros, cost positive
-- source: kpi_budget; a printed total where there is one, for a sum of taakvelden is not what the council authorises
SELECT metric, basis, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, "over", observation_ids,
    document_ids
FROM kpi_budget
WHERE municipality = $municipality AND year = $year AND domain = 'totaal'
ORDER BY basis LIMIT 1
