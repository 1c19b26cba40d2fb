-- title: municipalities and years that a batch touches
-- grain: one more row of `touched` per municipality and year of the documents, or of what the addresses have held
-- unit: none
-- source: document, document_year, document_source; called before documents are replaced and after it
INSERT INTO touched
SELECT DISTINCT d.municipality, y.year
FROM document AS d JOIN document_year AS y USING (document_id)
WHERE d.document_id IN (
    SELECT unnest($documents::VARCHAR[])
    UNION ALL
    SELECT document_id FROM document_source WHERE uri IN (SELECT unnest($addresses::VARCHAR[]))
)
