-- title: the cells that what may become an alert rests on, where a refresh has just left them at hand
-- grain: one row per observation, in a temporary table
-- unit: as printed
-- source: alert_raised, judged_any: what raises an alert rests on what the KPIs read
CREATE OR REPLACE TEMP TABLE alert_cell AS
SELECT observation_id, document_id, locator, scale, raw, scenario
FROM judged_any
WHERE observation_id IN (SELECT unnest(observation_ids) FROM alert_raised)
