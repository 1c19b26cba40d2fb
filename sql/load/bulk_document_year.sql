-- title: the years that documents which were loaded in bulk state something about
-- grain: `bulk_document`: one row per document that was loaded
-- unit: none
-- source: observation, document; the same as tasks/warehouse/load.py makes of a frame
DELETE FROM document_year WHERE document_id IN (FROM bulk_document);

INSERT INTO document_year BY NAME
SELECT o.document_id, stated_year(o.period, d.year) AS year
FROM observation AS o SEMI JOIN bulk_document USING (document_id) JOIN document AS d USING (document_id)
UNION
SELECT document_id, year FROM document SEMI JOIN bulk_document USING (document_id);
