-- title: which bytes an address held, and when
-- grain: one row per address, document and stretch of time in which the address held it
-- unit: none
-- source: sql/load/document_version.sql; what was loaded before this table was made is taken from document_source
CREATE TABLE document_version (
    uri VARCHAR NOT NULL, document_id VARCHAR NOT NULL, held_from TIMESTAMP NOT NULL, held_until TIMESTAMP,
    superseded_by VARCHAR
);
COMMENT ON TABLE document_version IS 'Which bytes an address held from when until when: rereading leaves it as it is';
COMMENT ON COLUMN document_version.uri IS 'Address of the object';
COMMENT ON COLUMN document_version.document_id IS 'Document that it held';
COMMENT ON COLUMN document_version.held_from IS 'When these bytes were first loaded from there, UTC';
COMMENT ON COLUMN document_version.held_until IS 'When other bytes were loaded from there, UTC; null while it holds these';
COMMENT ON COLUMN document_version.superseded_by IS 'Document that took its place; null while an address holds it';

INSERT INTO document_version
SELECT s.uri, s.document_id, s.first_seen, CASE WHEN NOT s.holds_now THEN coalesce((
    SELECT min(later.first_seen) FROM document_source AS later
    WHERE later.uri = s.uri AND later.document_id <> s.document_id AND later.first_seen > s.first_seen
), s.first_seen) END, d.superseded_by
FROM document_source AS s
JOIN document AS d USING (document_id);
