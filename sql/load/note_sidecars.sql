-- title: record with which note beside it an object was read
-- grain: `incoming`: one row per address, with the version of the note
-- unit: none
-- source: tasks/warehouse/sweep.py
DELETE FROM sidecar_read WHERE uri IN (SELECT uri FROM incoming);

INSERT INTO sidecar_read BY NAME SELECT uri, version FROM incoming;
