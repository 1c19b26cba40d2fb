-- title: domains against their budgets, without those that would tell of few people, in a temporary table
-- grain: one row per municipality, year and domain
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: kpi_budget, suppressed (tasks/privacy.py)
CREATE OR REPLACE TEMP TABLE site_budget AS
SELECT municipality, year, domain, kpi_id, scenario_realisatie, verschil, procent FROM kpi_budget
WHERE NOT list_has_any(coalesce(observation_ids, []), (SELECT coalesce(list(observation_id), []) FROM suppressed))
