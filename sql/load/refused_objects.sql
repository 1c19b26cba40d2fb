-- title: why objects are in quarantine
-- grain: one row per address and sha256 that is still refused
-- unit: none
-- source: quarantine
SELECT uri, reason FROM quarantine WHERE resolved_at IS NULL ORDER BY quarantined_at
