-- title: what is known of one document, to tell a reading that changes something from one that does not
-- grain: at most one row, for document $1
-- unit: none
-- source: tasks/ingest.py
SELECT d.municipality, d.kind, d.year, d.period,
    (SELECT list(o.observation_id ORDER BY o.observation_id) FROM observation AS o WHERE o.document_id = $1)
FROM document AS d
WHERE d.document_id = $1
