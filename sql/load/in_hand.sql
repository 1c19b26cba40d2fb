-- title: what is looked at again after a batch
-- grain: touched_year: municipality and year of KPIs that may change; touched_document: documents that those rest on
-- unit: none
-- source: touched, document, document_year
-- rule: a KPI of a year looks at that year and the one before, so what changed in a year is seen in that and the next,
-- and for these the years from one before to one after are needed, of whole documents.
CREATE OR REPLACE TEMP TABLE touched_year AS
SELECT DISTINCT municipality, year + later AS year FROM touched, range(2) AS a(later);

CREATE OR REPLACE TEMP TABLE touched_document AS
SELECT d.document_id, d.load_number
FROM document AS d
WHERE d.document_id IN (
    SELECT y.document_id
    FROM document_year AS y
    JOIN document AS of_year USING (document_id)
    JOIN touched AS t ON t.municipality = of_year.municipality AND y.year BETWEEN t.year - 1 AND t.year + 1
)
