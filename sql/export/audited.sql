-- title: how many documents a choice of the audit is about
-- grain: one row
-- unit: documents
-- source: document
-- parameters: $municipality (CBS code) and $document (part of its name); NULL does not narrow
-- The year is left aside: figures of any year may stand in a document of any other.
SELECT count(*) AS documents FROM document
WHERE superseded_by IS NULL AND ($municipality IS NULL OR municipality = $municipality)
  AND ($document IS NULL OR contains(lower(name), lower($document)))
