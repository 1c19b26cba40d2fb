-- title: the cells that what may become an alert rests on
-- grain: one row per observation, in a temporary table
-- unit: as printed
-- source: alert_raised, observation, document; the documents are chosen before the observations, with the load that put
--   them there, so that those of the whole country are passed over in milliseconds
CREATE OR REPLACE TEMP TABLE alert_cell AS
WITH raised AS (
    SELECT document_id, load_number FROM document WHERE document_id IN (SELECT unnest(document_ids) FROM alert_raised)
)
SELECT observation_id, document_id, locator, scale, raw, scenario
FROM observation
WHERE load_number IN (SELECT load_number FROM raised) AND document_id IN (SELECT document_id FROM raised)
  AND observation_id IN (SELECT unnest(observation_ids) FROM alert_raised)
