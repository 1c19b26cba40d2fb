-- title: domains against their budgets, as the command line shows them
-- grain: one row per municipality, year and domain; $municipality and $year narrow the choice, NULL does not
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget, kpi_left_out, municipality_name
-- left_out: how many figures of that municipality and year no KPI rests on, by the reason
SELECT coalesce(m.name, k.municipality) AS municipality, k.municipality AS code, k.year, k.domain, k.metric, k.basis,
    k.begroting, k.scenario_begroting, k.realisatie, k.scenario_realisatie, k.verschil, k.procent, k."over",
    left(k.kpi_id, 12) AS explain, coalesce(l.reasons, MAP {}) AS left_out
FROM kpi_budget AS k
LEFT JOIN municipality_name AS m ON m.code = k.municipality
LEFT JOIN (
    SELECT municipality, year, map_from_entries(list((reason, figures) ORDER BY figures DESC, reason)) AS reasons
    FROM kpi_left_out GROUP BY municipality, year
) AS l ON (l.municipality, l.year) = (k.municipality, k.year)
WHERE ($municipality IS NULL OR lower($municipality) IN (lower(k.municipality), lower(m.name)))
  AND ($year IS NULL OR k.year = $year)
ORDER BY municipality, k.year, k.domain = 'totaal', k.domain <> 'wmo', k.domain
