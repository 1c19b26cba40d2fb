-- title: record the documents of a batch of objects, their addresses, and which documents they supersede
-- grain: `incoming`: one row per document, the fields of Document with reader, superseded_by, load_number and seen_at
-- unit: none
-- source: tasks/warehouse/load.py; the first address and moment stay, so that loading twice changes nothing
-- No address and no document occurs in two objects of a batch; of successors in several of them the later one counts.
-- superseded_by in `incoming`: a document that another of the same object replaces (a first publication of Iv3).
UPDATE document SET municipality = i.municipality, kind = i.kind, year = i.year, period = i.period,
    published = i.published, evidence = i.evidence::JSON, reader = i.reader,
    load_number = i.load_number
FROM incoming AS i WHERE document.document_id = i.document_id;

INSERT INTO document BY NAME
SELECT i.* EXCLUDE (evidence, seen_at, read_with), i.evidence::JSON AS evidence, i.seen_at AS loaded_at
FROM incoming AS i ANTI JOIN document USING (document_id);

UPDATE document_source SET holds_now = false
WHERE uri IN (SELECT uri FROM incoming) AND (uri, document_id) NOT IN (SELECT (uri, document_id) FROM incoming);

UPDATE document_source SET holds_now = i.superseded_by IS NULL, version = i.version, read_with = i.read_with
FROM incoming AS i WHERE document_source.uri = i.uri AND document_source.document_id = i.document_id;

INSERT INTO document_source BY NAME
SELECT i.uri, i.key, i.version, i.document_id, i.superseded_by IS NULL AS holds_now, i.seen_at AS first_seen, i.read_with
FROM incoming AS i ANTI JOIN document_source USING (uri, document_id);

-- Another address of the same bytes that was said to be something else must be read again to be that.
UPDATE document_source SET read_with = NULL
FROM incoming AS i WHERE document_source.document_id = i.document_id AND document_source.read_with <> i.read_with;

-- A document counts for as long as one of its addresses still holds it; its successor is that of the same
-- municipality where the object that replaced it has one.
UPDATE document SET superseded_by = if(s.held, NULL, s.successor)
FROM (
    SELECT s.document_id, bool_or(s.holds_now) AS held, coalesce(
        any_value(own.superseded_by),
        first(i.document_id ORDER BY i.load_number DESC, i.document_id) FILTER (i.municipality = d.municipality),
        first(i.document_id ORDER BY i.load_number DESC, i.document_id) FILTER (i.document_id IS NOT NULL)
    ) AS successor
    FROM document_source AS s
    JOIN document AS d USING (document_id)
    JOIN (SELECT DISTINCT document_id FROM document_source WHERE uri IN (SELECT uri FROM incoming)) AS here
        USING (document_id)
    LEFT JOIN incoming AS own USING (document_id)
    LEFT JOIN incoming AS i ON i.uri = s.uri AND i.superseded_by IS NULL AND own.document_id IS NULL
    GROUP BY s.document_id
) AS s
WHERE document.document_id = s.document_id;

UPDATE quarantine SET resolved_at = i.seen_at
FROM (SELECT uri, min(seen_at) AS seen_at FROM incoming GROUP BY uri) AS i
WHERE quarantine.uri = i.uri AND quarantine.resolved_at IS NULL;
