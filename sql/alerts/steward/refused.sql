-- title: objects that could not be read or placed, the newest first
-- grain: one row per address and sha256 that is still refused
-- unit: none
-- source: quarantine; is_new: since the last digest
SELECT key, uri, reason, quarantined_at, looked_at, quarantined_at > $since AS is_new
FROM quarantine WHERE resolved_at IS NULL ORDER BY quarantined_at DESC, key
