-- title: domains against their budgets, as far as they rest on these files
-- grain: one row per file in $1 (sha256), municipality, year and domain that rests on it or on a part of it
-- unit: euros, cost positive; verschil negative is over budget
-- source: kpi_budget
SELECT file, municipality, year, domain, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil,
    procent, "over", kpi_id
FROM (
    SELECT *, unnest(list_distinct(list_transform(document_ids, lambda id: split_part(id, '#', 1)))) AS file
    FROM kpi_budget
)
WHERE file IN (SELECT unnest($1::VARCHAR[]))
ORDER BY file, municipality, year, domain
