-- title: what a sweep must know: the notes that documents were read with, and which program made the KPIs
-- grain: sidecar_read: one row per address; refreshed: one row
-- unit: none
-- source: tasks/warehouse/sweep.py
CREATE TABLE sidecar_read (uri VARCHAR NOT NULL, version VARCHAR NOT NULL);
COMMENT ON TABLE sidecar_read IS 'With which note beside it (name.pdf.json) an object was last read or refused';
COMMENT ON COLUMN sidecar_read.uri IS 'Address of the object';
COMMENT ON COLUMN sidecar_read.version IS 'Version id or etag of the note; empty where there was none';

CREATE TABLE refreshed (made_with VARCHAR NOT NULL, refreshed_at TIMESTAMP NOT NULL);
COMMENT ON TABLE refreshed IS 'The last time that checks, KPIs and alerts were made anew for everybody';
COMMENT ON COLUMN refreshed.made_with IS 'Hash of the statements that made them: other statements make them out of date';
COMMENT ON COLUMN refreshed.refreshed_at IS 'When, UTC';

COMMENT ON COLUMN document.superseded_by IS
    'Document that replaced it under its address, or `withdrawn` where its objects were deleted: its figures do not count';
