-- title: the observations whose id begins so
-- grain: at most two rows: enough to know whether one is meant
-- unit: none
-- source: observation
-- parameters: from $1 up to $2; it reads every id, which is what observation_head is there to spare
SELECT 'observation' AS thing, observation_id AS id, [document_id] AS documents FROM observation
WHERE observation_id >= $1 AND observation_id < $2
LIMIT 2
