-- title: objects that were refused, and the log of readings
-- grain: quarantine: one row per address and sha256; read_log: one row per reading of a document
-- unit: size in bytes
-- source: tasks/warehouse/load.py
CREATE TABLE quarantine (
    uri VARCHAR NOT NULL, key VARCHAR NOT NULL, version VARCHAR NOT NULL, sha256 VARCHAR, size BIGINT,
    reason VARCHAR NOT NULL, quarantined_at TIMESTAMP NOT NULL, resolved_at TIMESTAMP
);
COMMENT ON TABLE quarantine IS 'Objects that were refused, with the reason';
COMMENT ON COLUMN quarantine.uri IS 'Address of the object';
COMMENT ON COLUMN quarantine.key IS 'Part of the address that may say what the document is';
COMMENT ON COLUMN quarantine.version IS 'Version id or etag; empty where the store has none';
COMMENT ON COLUMN quarantine.sha256 IS 'sha256 of the bytes; null where they were not fetched';
COMMENT ON COLUMN quarantine.size IS 'Bytes; null where unknown';
COMMENT ON COLUMN quarantine.reason IS 'Why it was refused and what to do';
COMMENT ON COLUMN quarantine.quarantined_at IS 'When it was first refused, UTC';
COMMENT ON COLUMN quarantine.resolved_at IS 'When a document was loaded from that address after all, UTC';

CREATE TABLE read_log (
    document_id VARCHAR NOT NULL, uri VARCHAR NOT NULL, reader VARCHAR NOT NULL, read_by VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL, observations BIGINT NOT NULL, findings BIGINT NOT NULL, cells BIGINT NOT NULL
);
COMMENT ON TABLE read_log IS 'Every reading that was loaded, also when it changed nothing';
COMMENT ON COLUMN read_log.document_id IS 'Document that was read';
COMMENT ON COLUMN read_log.uri IS 'Address that it was read from';
COMMENT ON COLUMN read_log.reader IS 'Reader that made its tables';
COMMENT ON COLUMN read_log.read_by IS 'User and machine that ran the reading';
COMMENT ON COLUMN read_log.read_at IS 'When it was loaded, UTC';
COMMENT ON COLUMN read_log.observations IS 'Observations loaded';
COMMENT ON COLUMN read_log.findings IS 'Findings of reading loaded';
COMMENT ON COLUMN read_log.cells IS 'Cells loaded';
