-- title: put the observations of a Parquet file in the warehouse
-- grain: `bulk_observation`: one row per printed figure, of documents that are known
-- unit: as in observation
-- source: tasks/warehouse/bulk.py; under the number that their document has, by which they are found again
INSERT INTO observation BY NAME
SELECT b.*, d.load_number FROM bulk_observation AS b JOIN document AS d USING (document_id)
