-- title: with which note beside it each object was last read or refused
-- grain: one row per address
-- unit: none
-- source: sidecar_read; what was read before notes were recorded has no row
SELECT uri, version FROM sidecar_read
