-- title: objects that hold the bytes which were read before
-- grain: `incoming`: one row per object, its uri, version and sha256
-- unit: none
-- source: tasks/loading.py; the store may give the same bytes another version, by which they are known
UPDATE document_source SET version = i.version
FROM incoming AS i
WHERE document_source.uri = i.uri AND document_source.holds_now AND document_source.version <> i.version;

UPDATE quarantine SET resolved_at = i.seen_at
FROM incoming AS i WHERE quarantine.uri = i.uri AND quarantine.resolved_at IS NULL;
