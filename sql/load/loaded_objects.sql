-- title: every object that is in the warehouse as a document
-- grain: one row per address and version
-- unit: none
-- source: document_source
SELECT uri, version FROM document_source WHERE holds_now
