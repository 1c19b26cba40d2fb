-- title: the beginnings of the ids of observations that were loaded in bulk
-- grain: `bulk_document`: one row per document that was loaded
-- unit: none
-- source: observation; the same as tasks/warehouse/load.py makes of a frame
DELETE FROM observation_head WHERE document_id IN (FROM bulk_document);

INSERT INTO observation_head BY NAME
SELECT document_id, list(try_cast(concat('0x', left(observation_id, 8)) AS UINTEGER)) AS heads
FROM observation SEMI JOIN bulk_document USING (document_id)
GROUP BY document_id;
