-- title: figures of few people and what would tell of them, with the facts that they state
-- grain: one row per observation that is not shown
-- unit: none
-- source: suppressed (tasks/privacy.py), site_statement
SELECT s.observation_id, s.reason, o.municipality, o.document_id, o.table_id, o.concept, o.metric, o.scenario, o.period
FROM suppressed AS s
JOIN site_statement AS o USING (observation_id)
