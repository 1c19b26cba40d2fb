-- title: the objects of a bucket that the warehouse has or refused
-- grain: one row per address below the address given
-- unit: none
-- source: document_source, quarantine
SELECT uri FROM document_source WHERE holds_now AND starts_with(uri, $1)
UNION
SELECT uri FROM quarantine WHERE resolved_at IS NULL AND starts_with(uri, $1)
