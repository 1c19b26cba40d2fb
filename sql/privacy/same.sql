-- title: other statements of a fact that is left out for the sake of another
-- grain: one row per figure that is not shown yet
-- unit: reason
-- source: few, suppressed
-- rule: a number that is left out here and printed elsewhere gives back as much. Of products and of people; an amount
--   of a whole domain is held against its budget, and is left out only where it stands beside the count.
INSERT INTO suppressed
SELECT f.observation_id, f.document_id, f.table_id, f."row", f."column", min(s.reason) FROM few AS f
JOIN few AS h ON h.municipality = f.municipality AND h.concept = f.concept AND h.metric = f.metric
    AND h.scenario = f.scenario AND h.period = f.period
JOIN suppressed AS s ON s.observation_id = h.observation_id
WHERE f.additive AND (h.product OR (h.people AND s.reason = 'complement' AND h.metric <> 'count'))
  AND s.reason <> 'count' AND f.observation_id NOT IN (SELECT observation_id FROM suppressed)
GROUP BY ALL
