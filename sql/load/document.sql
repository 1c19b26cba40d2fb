-- title: record a document, its address, and which documents it supersedes
-- grain: `incoming`: one row, the fields of Document with reader and seen_at
-- unit: none
-- source: tasks/warehouse/load.py; the first address and moment stay, so that loading twice changes nothing
UPDATE document SET municipality = i.municipality, kind = i.kind, year = i.year, period = i.period,
    published = i.published, evidence = i.evidence::JSON, reader = i.reader
FROM incoming AS i WHERE document.document_id = i.document_id;

INSERT INTO document BY NAME
SELECT i.* EXCLUDE (evidence, seen_at), i.evidence::JSON AS evidence, i.seen_at AS loaded_at
FROM incoming AS i ANTI JOIN document USING (document_id);

UPDATE document_source SET holds_now = (document_source.document_id = i.document_id),
    version = if(document_source.document_id = i.document_id, i.version, document_source.version)
FROM incoming AS i WHERE document_source.uri = i.uri;

INSERT INTO document_source
SELECT i.uri, i.key, i.version, i.document_id, true, i.seen_at
FROM incoming AS i ANTI JOIN document_source USING (uri, document_id);

-- A document counts for as long as one of its addresses still holds it.
UPDATE document SET superseded_by = if(s.held, NULL, i.document_id)
FROM incoming AS i, (SELECT document_id, bool_or(holds_now) AS held FROM document_source GROUP BY document_id) AS s
WHERE document.document_id = s.document_id
  AND s.document_id IN (SELECT document_id FROM document_source WHERE uri = i.uri);

UPDATE quarantine SET resolved_at = i.seen_at
FROM incoming AS i WHERE quarantine.uri = i.uri AND quarantine.resolved_at IS NULL;
