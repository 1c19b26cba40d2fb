-- title: where the bytes of a document were found
-- grain: one row per address, for the document of observation $1
-- unit: none
-- source: document_source, observation
SELECT s.uri, s.version, s.holds_now, s.first_seen
FROM document_source AS s
JOIN observation AS o USING (document_id)
WHERE o.observation_id = $1
ORDER BY s.first_seen, s.uri
