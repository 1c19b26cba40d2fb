-- title: documents and the objects that hold them
-- grain: document: one row per sha256 of the bytes; document_source: one row per address and sha256
-- unit: none
-- source: tasks/identify; no key is declared, for loads are delete + insert (uniqueness is asserted by a query)
CREATE TABLE document (
    document_id VARCHAR NOT NULL, uri VARCHAR NOT NULL, key VARCHAR NOT NULL, name VARCHAR NOT NULL,
    version VARCHAR NOT NULL, municipality VARCHAR NOT NULL, kind VARCHAR NOT NULL, year INTEGER NOT NULL,
    period VARCHAR NOT NULL, published DATE, evidence JSON NOT NULL, reader VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL, superseded_by VARCHAR
);
COMMENT ON TABLE document IS 'Documents that were read, one row per sha256 of the bytes';
COMMENT ON COLUMN document.document_id IS 'sha256 of the bytes';
COMMENT ON COLUMN document.uri IS 'Address of the object that it was first read from';
COMMENT ON COLUMN document.key IS 'Part of the address that may say what the document is';
COMMENT ON COLUMN document.name IS 'Base name of the key';
COMMENT ON COLUMN document.version IS 'Version id or etag of that object; empty where the store has none';
COMMENT ON COLUMN document.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN document.kind IS 'monitor, begroting, tussenrapportage, jaarstukken, iv3 or other';
COMMENT ON COLUMN document.year IS 'Fiscal year that it accounts for';
COMMENT ON COLUMN document.period IS 'Part of that year that it covers: 2025, 2023H1, 2025Q1';
COMMENT ON COLUMN document.published IS 'Date of publication where known';
COMMENT ON COLUMN document.evidence IS 'For municipality, kind, year and period: where it was read';
COMMENT ON COLUMN document.reader IS 'Reader that made its tables';
COMMENT ON COLUMN document.loaded_at IS 'When it was first loaded, UTC';
COMMENT ON COLUMN document.superseded_by IS 'Document that replaced it under its address: its figures no longer count';

CREATE TABLE document_source (
    uri VARCHAR NOT NULL, key VARCHAR NOT NULL, version VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
    holds_now BOOLEAN NOT NULL, first_seen TIMESTAMP NOT NULL
);
COMMENT ON TABLE document_source IS 'Every address at which the bytes of a document were found';
COMMENT ON COLUMN document_source.uri IS 'Address of the object';
COMMENT ON COLUMN document_source.key IS 'Part of the address that may say what the document is';
COMMENT ON COLUMN document_source.version IS 'Version id or etag last seen there';
COMMENT ON COLUMN document_source.document_id IS 'sha256 of the bytes found there';
COMMENT ON COLUMN document_source.holds_now IS 'False once other bytes were loaded from the same address';
COMMENT ON COLUMN document_source.first_seen IS 'When these bytes were first found there, UTC';
