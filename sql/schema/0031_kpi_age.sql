-- title: age of the information
-- grain: one row per municipality and document
-- unit: days
-- source: sql/kpi/age/query.sql
CREATE TABLE kpi_age (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, document VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, period VARCHAR NOT NULL, period_end DATE NOT NULL, published DATE, days BIGINT, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_age IS 'How old the information is when a document comes out';
COMMENT ON COLUMN kpi_age.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_age.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_age.year IS 'Fiscal year of the document';
COMMENT ON COLUMN kpi_age.document IS 'Base name of the document';
COMMENT ON COLUMN kpi_age.kind IS 'Kind of document';
COMMENT ON COLUMN kpi_age.period IS 'Period that it covers';
COMMENT ON COLUMN kpi_age.period_end IS 'Last day of that period';
COMMENT ON COLUMN kpi_age.published IS 'Day on which it came out; empty where it does not say';
COMMENT ON COLUMN kpi_age.days IS 'published - period_end';
COMMENT ON COLUMN kpi_age.reason IS 'In Dutch: why there is no age';
COMMENT ON COLUMN kpi_age.document_ids IS 'The document';
COMMENT ON COLUMN kpi_age.observation_ids IS 'Empty: it rests on the document as a whole';
