-- title: where the bytes of a document were found
-- grain: one row per figure at hand and address
-- unit: none
-- source: document_source, asked
SELECT a.observation_id AS of, s.uri, s.version, s.holds_now, s.first_seen
FROM asked AS a
JOIN document_source AS s USING (document_id)
ORDER BY s.first_seen, s.uri
