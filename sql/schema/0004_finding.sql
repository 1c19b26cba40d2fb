-- title: what does not add up, was said otherwise, or could not be read
-- grain: one row per finding; columns and types as FINDINGS of tasks/model.py
-- unit: printed and computed as text
-- source: tasks/normalise (kept until the document is read again) and sql/checks (recomputed after every load)
CREATE TABLE finding (
    finding_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL, kind VARCHAR, severity VARCHAR, table_id VARCHAR,
    locator VARCHAR, printed VARCHAR, computed VARCHAR, text VARCHAR
);
COMMENT ON TABLE finding IS 'What does not add up, was said otherwise, or could not be read';
COMMENT ON COLUMN finding.finding_id IS 'Hash of its parts: a rerun makes the same';
COMMENT ON COLUMN finding.document_id IS 'Document that it is about';
COMMENT ON COLUMN finding.kind IS 'Kind of finding; for a check the name of its file in sql/checks';
COMMENT ON COLUMN finding.severity IS 'info, warning or error';
COMMENT ON COLUMN finding.table_id IS 'Table within the document; null outside tables';
COMMENT ON COLUMN finding.locator IS 'Place in the document';
COMMENT ON COLUMN finding.printed IS 'What stands there';
COMMENT ON COLUMN finding.computed IS 'What was expected there';
COMMENT ON COLUMN finding.text IS 'One Dutch sentence for a controller';
