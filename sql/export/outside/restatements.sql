-- title: restatements as others get them: without those of which either statement would tell of few people
-- grain: as exported
-- unit: as exported
-- source: exported (restatements), suppressed, current_statement
WITH hidden AS (
    SELECT DISTINCT o.municipality, o.concept, o.metric, o.scenario, o.period
    FROM suppressed AS s JOIN current_statement AS o USING (observation_id)
)
FROM exported ANTI JOIN hidden USING (municipality, concept, metric, scenario, period)
