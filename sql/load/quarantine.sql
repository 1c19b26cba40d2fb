-- title: record that an object was refused
-- grain: `incoming`: one row, the fields of quarantine with seen_at
-- unit: size in bytes
-- source: tasks/warehouse/load.py; refusing the same bytes again keeps the first date
UPDATE quarantine SET reason = i.reason, version = i.version, resolved_at = NULL, looked_at = i.seen_at,
    refused_with = i.refused_with
FROM incoming AS i WHERE quarantine.uri = i.uri AND quarantine.sha256 = i.sha256;

INSERT INTO quarantine BY NAME
SELECT i.* EXCLUDE (seen_at), i.seen_at AS quarantined_at, i.seen_at AS looked_at
FROM incoming AS i ANTI JOIN quarantine USING (uri, sha256);
