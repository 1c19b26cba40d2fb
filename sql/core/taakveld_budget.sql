-- title: taakvelden against their budgets
-- grain: taakveld_budget: one row per municipality, year and taakveld of the social domain, in its own documents
-- unit: euros, cost positive; procent: over budget in percent of the budget
-- source: kpi_use
-- rule: realisatie of the full year before prognose, then the newest version of the budget. Iv3 is left out: it has the
--   primitive budget only, and other documents of the year tell more.
-- alone: budget and outcome are one printed cell each, no sum of rows.
CREATE OR REPLACE VIEW taakveld_budget AS
SELECT left(sha256(concat_ws('|', 'taakveld', municipality, year, subject)), 32) AS kpi_id, municipality, year, domain,
    subject, label, metric, basis, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil,
    round(-100 * verschil::DOUBLE / nullif(abs(begroting), 0)::DOUBLE, 4) AS procent, realisatie > begroting AS "over",
    len(observation_ids) = 2 AS alone, document_ids, observation_ids
FROM kpi_use
WHERE level = 'taakveld' AND source = 'documents' AND domain IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY municipality, year, subject
    ORDER BY scenario_realisatie = 'prognose',
        list_position(['begroting_gewijzigd', 'begroting', 'begroting_primitief'], scenario_begroting)
) = 1;

COMMENT ON VIEW taakveld_budget IS 'A taakveld held against the newest version of its budget';
