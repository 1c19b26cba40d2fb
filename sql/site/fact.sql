-- title: the facts of some municipalities, in a temporary table
-- grain: one row per municipality, concept, metric, scenario and period
-- unit: column unit
-- source: site_settled
CREATE OR REPLACE TEMP TABLE site_fact AS FROM fact_of('site_settled')
