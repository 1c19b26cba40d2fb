-- title: when objects that are refused were looked at last
-- grain: one row per address and version that is still refused
-- unit: UTC
-- source: quarantine
SELECT uri, version, coalesce(max(looked_at), max(quarantined_at)) FROM quarantine WHERE resolved_at IS NULL
GROUP BY uri, version
