-- title: the observations of the documents at hand whose id begins so
-- grain: one row per observation
-- unit: none
-- source: asked_document
-- parameters: from $1 up to $2
SELECT 'observation' AS thing, observation_id AS id, [document_id] AS documents FROM asked_document
WHERE observation_id >= $1 AND observation_id < $2
