-- title: the documents that hold an observation whose id begins so, where less than 32 bits of it are given
-- grain: one row per document, at most two: enough to know whether one is meant
-- unit: none
-- source: observation_head
-- parameters: $1 and $2: the least and the greatest first 32 bits of such an id
SELECT DISTINCT document_id FROM (SELECT document_id, unnest(heads) AS head FROM observation_head)
WHERE head BETWEEN $1::UINTEGER AND $2::UINTEGER
LIMIT 2
