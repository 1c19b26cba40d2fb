-- title: a figure, the document that states it and the object that holds that
-- grain: one row, for observation $1
-- unit: column unit
-- source: observation, document, fact_current
SELECT o.*, d.name AS document, d.municipality, d.kind, d.year, d.published, d.evidence, d.loaded_at, d.superseded_by,
    d.uri, d.document_id AS sha256,
    EXISTS (FROM fact_current AS f WHERE f.observation_id = o.observation_id) AS is_current
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE o.observation_id = $1
