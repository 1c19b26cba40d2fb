-- title: the beginnings of the ids of observations
-- grain: one row per document with observations
-- unit: none
-- source: tasks/warehouse/load.py
-- Ids are hashes: in no order of loading do they lie together, so that a search reads all of them, 40 characters
-- each. Their first 32 bits in one list per document are a tenth of that, and loading a document adds one row.
CREATE TABLE observation_head (document_id VARCHAR NOT NULL, heads UINTEGER[] NOT NULL);
COMMENT ON TABLE observation_head IS 'Where an observation is found by the beginning of its id';
COMMENT ON COLUMN observation_head.document_id IS 'Document that states them';
COMMENT ON COLUMN observation_head.heads IS 'The first 32 bits of the ids of its observations';
INSERT INTO observation_head
SELECT document_id, list(try_cast('0x' || left(observation_id, 8) AS UINTEGER)) FROM observation GROUP BY document_id;
