-- title: incidental part of what was realised
-- grain: one row per municipality, year and domain, product or taakveld of which a document prints it
-- unit: euros
-- source: sql/kpi/incidental/query.sql
CREATE TABLE kpi_incidental (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, subject VARCHAR NOT NULL,
    label VARCHAR NOT NULL, realisatie DECIMAL(20, 4), incidenteel DECIMAL(20, 4), procent DOUBLE,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_incidental IS 'Which part of the outcome the document calls incidental';
COMMENT ON COLUMN kpi_incidental.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_incidental.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_incidental.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_incidental.subject IS 'Domain, product or taakveld; totaal for the programme';
COMMENT ON COLUMN kpi_incidental.label IS 'Its Dutch name';
COMMENT ON COLUMN kpi_incidental.realisatie IS 'Lasten realised, euros';
COMMENT ON COLUMN kpi_incidental.incidenteel IS 'The part of them that the document calls incidental, euros';
COMMENT ON COLUMN kpi_incidental.procent IS '100 * incidenteel / realisatie';
COMMENT ON COLUMN kpi_incidental.document_ids IS 'The document that both were printed in';
COMMENT ON COLUMN kpi_incidental.observation_ids IS 'The two figures';
