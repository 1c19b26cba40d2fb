-- title: findings as others get them: without those in a table with figures of few people, or at a fact that is one
-- grain: as exported
-- unit: as exported
-- source: exported (findings), suppressed, current_statement
WITH hidden AS (
    SELECT o.municipality, o.concept, o.metric, o.scenario, o.period
    FROM suppressed AS s JOIN current_statement AS o USING (observation_id)
)
SELECT e.* FROM exported AS e
WHERE NOT EXISTS (
    FROM suppressed AS s WHERE s.document_id = e.document_id AND s.table_id IS NOT DISTINCT FROM e.table_id
) AND NOT EXISTS (
    FROM current_statement AS o SEMI JOIN hidden USING (municipality, concept, metric, scenario, period)
    WHERE o.document_id = e.document_id AND o.locator = e.locator
)
