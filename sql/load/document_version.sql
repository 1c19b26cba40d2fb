-- title: record from when until when the addresses in hand held which documents
-- grain: `incoming`: one row per document, as in load/document, which runs before
-- unit: none
-- source: document_source, document; loading the same bytes again changes nothing
UPDATE document_version SET held_until = i.seen_at, superseded_by = d.superseded_by
FROM document_source AS s
JOIN document AS d USING (document_id)
JOIN (SELECT uri, min(seen_at) AS seen_at FROM incoming GROUP BY uri) AS i ON i.uri = s.uri
WHERE document_version.uri = s.uri AND document_version.document_id = s.document_id
  AND NOT s.holds_now AND document_version.held_until IS NULL;

-- A document that another of the same object replaces (a first publication of Iv3) never counted here.
INSERT INTO document_version
SELECT i.uri, i.document_id, i.seen_at, if(i.superseded_by IS NULL, NULL, i.seen_at), i.superseded_by
FROM incoming AS i
ANTI JOIN (
    SELECT v.uri, v.document_id FROM document_version AS v JOIN incoming AS i USING (uri, document_id)
    WHERE v.held_until IS NULL OR i.superseded_by IS NOT NULL
) AS known USING (uri, document_id);
