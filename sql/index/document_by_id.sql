-- title: find a document by its id
-- grain: an index; not unique, for a row that is taken out and put back in one transaction would clash with itself
-- unit: none
-- source: document
-- Before a document is loaded its old rows are looked for: reading the ids of all takes half a millisecond per 20,000
-- documents, a tenth of adding a thousand rows. A lake has no indexes. DuckDB drops or renames no column of a table
-- that has one: such a migration drops it first, and it is made anew after the views.
CREATE INDEX IF NOT EXISTS document_by_id ON document (document_id)
