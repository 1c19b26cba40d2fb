-- title: what Iv3 says of the domains in a table of budgets, with the bridge to the municipality's own documents
-- grain: one row per municipality, year and domain of which both are known
-- unit: euros, cost positive
-- source: kpi_bridge, kpi_use
-- parameters: $municipality (CBS code) and $year narrow the choice, NULL does not
SELECT b.municipality, b.year, b.domain, b.metric, b.own, b.baten, b.rest, b.iv3, u.begroting, u.verschil,
    left(b.kpi_id, 12) AS explain
FROM kpi_bridge AS b
LEFT JOIN kpi_use AS u ON (u.municipality, u.year, u.subject) = (b.municipality, b.year, b.domain) AND u.source = 'iv3'
    AND u.scenario_realisatie = 'realisatie' AND u.metric = 'lasten'
WHERE ($municipality IS NULL OR b.municipality = $municipality) AND ($year IS NULL OR b.year = $year)
ORDER BY b.municipality, b.year, b.domain = 'totaal', b.domain
