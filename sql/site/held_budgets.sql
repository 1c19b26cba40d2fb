-- title: domains against their budgets, without those that would tell of few people, in a temporary table
-- grain: one row per municipality, year and domain
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget, suppressed (tasks/privacy.py)
CREATE OR REPLACE TEMP TABLE site_budget AS
SELECT municipality, year, domain, kpi_id, scenario_realisatie, verschil, procent FROM kpi_budget
WHERE kpi_id NOT IN (
    SELECT kpi_id FROM (SELECT kpi_id, unnest(observation_ids) AS observation_id FROM kpi_budget)
    SEMI JOIN suppressed USING (observation_id)
)
