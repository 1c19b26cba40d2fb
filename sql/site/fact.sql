-- title: the facts of some municipalities: of each the statement that counts, as a temporary table of ids and a view
-- grain: one row per municipality, concept, metric, scenario and period
-- unit: column unit
-- source: site_settled
-- Only the ids are kept: to sort the rows whole takes three times as long.
CREATE OR REPLACE TEMP TABLE site_current AS SELECT observation_id, statements FROM fact_of('site_settled');

CREATE OR REPLACE TEMP VIEW site_fact AS FROM site_settled JOIN site_current USING (observation_id)
