-- title: the documents that may hold an observation whose id begins so
-- grain: one row per document
-- unit: none
-- source: observation_head
-- parameters: $1: the first 32 bits of the id
SELECT document_id FROM observation_head WHERE list_contains(heads, $1::UINTEGER)
