-- title: what addresses hold that were read, and what each was read with
-- grain: one row per address that holds a document
-- unit: none
-- source: document_source
SELECT uri, document_id, read_with FROM document_source
WHERE holds_now AND coalesce(read_with, '') <> '' AND NOT contains(document_id, '#')
