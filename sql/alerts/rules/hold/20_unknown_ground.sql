-- title: what the document itself gets wrong at these cells is as large as the overrun
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, observation, finding
-- zin: een fout in het document is even groot als de overschrijding
-- printed and computed of a finding are text: only whole numbers in Dutch notation are compared.
SELECT DISTINCT c.alert_id
FROM (SELECT *, unnest(observation_ids) AS observation_id FROM alert_candidate) AS c
JOIN alert_cell AS o USING (observation_id)
JOIN finding AS f ON f.document_id = o.document_id AND f.locator = o.locator AND f.severity = 'error'
WHERE abs(try_cast(replace(f.printed, '.', '') AS BIGINT) - try_cast(replace(f.computed, '.', '') AS BIGINT)) * o.scale
    >= abs(c.verschil)
