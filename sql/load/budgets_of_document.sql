-- title: domains against their budgets, as far as they rest on one file
-- grain: one row per municipality, year and domain that rests on document $1 or a part of it
-- unit: euros, cost positive; verschil negative is over budget
-- source: kpi_budget
SELECT municipality, year, domain, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, procent,
    "over"
FROM kpi_budget
WHERE list_contains(list_transform(document_ids, lambda id: split_part(id, '#', 1)), $1)
ORDER BY municipality, year, domain
