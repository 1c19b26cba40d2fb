-- title: every object that was loaded or refused
-- grain: one row per address and version
-- unit: none
-- source: document_source, quarantine
SELECT uri, version FROM document_source WHERE holds_now
UNION
SELECT uri, version FROM quarantine WHERE resolved_at IS NULL
