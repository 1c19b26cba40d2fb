-- title: the documents of a municipality that count
-- grain: one row per document
-- unit: none
-- source: document; is_new: read since the last letter
SELECT document_id, name, kind, year, loaded_at, loaded_at > $since AS is_new FROM document
WHERE municipality = $municipality AND superseded_by IS NULL ORDER BY year DESC, name
