-- title: how far the prognoses of a municipality are off, and which way
-- grain: one row per municipality and subject
-- unit: percent
-- source: sql/kpi/bias/query.sql
CREATE TABLE kpi_bias (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, subject VARCHAR NOT NULL,
    label VARCHAR NOT NULL, prognoses BIGINT NOT NULL, bias DOUBLE NOT NULL, error DOUBLE NOT NULL, least DOUBLE NOT NULL,
    most DOUBLE NOT NULL, reason VARCHAR, document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_bias IS 'How far past prognoses were off, with and without sign';
COMMENT ON COLUMN kpi_bias.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_bias.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_bias.year IS 'Year of the last prognosis';
COMMENT ON COLUMN kpi_bias.subject IS 'Concept that it is about; totaal is the programme';
COMMENT ON COLUMN kpi_bias.label IS 'Name of the subject in Dutch';
COMMENT ON COLUMN kpi_bias.prognoses IS 'How many prognoses are known with their outcome';
COMMENT ON COLUMN kpi_bias.bias IS 'Mean of (realisatie - prognose) / prognose in percent: positive is dearer than expected';
COMMENT ON COLUMN kpi_bias.error IS 'Mean of its size';
COMMENT ON COLUMN kpi_bias.least IS 'The least of them';
COMMENT ON COLUMN kpi_bias.most IS 'The greatest of them';
COMMENT ON COLUMN kpi_bias.reason IS 'In Dutch: what to know beside it';
COMMENT ON COLUMN kpi_bias.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_bias.observation_ids IS 'Observations that it rests on';
