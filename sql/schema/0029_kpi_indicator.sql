-- title: indicators against their targets
-- grain: one row per municipality, indicator and year
-- unit: column unit
-- source: sql/kpi/indicator/query.sql
CREATE TABLE kpi_indicator (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, concept VARCHAR NOT NULL,
    label VARCHAR NOT NULL, unit VARCHAR NOT NULL, target DECIMAL(20, 4) NOT NULL, outcome DECIMAL(20, 4) NOT NULL,
    difference DECIMAL(20, 4) NOT NULL, document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_indicator IS 'Indicators against their targets';
COMMENT ON COLUMN kpi_indicator.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_indicator.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_indicator.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_indicator.concept IS 'The indicator';
COMMENT ON COLUMN kpi_indicator.label IS 'The indicator as printed';
COMMENT ON COLUMN kpi_indicator.unit IS 'procent, aantal or cijfer';
COMMENT ON COLUMN kpi_indicator.target IS 'The target (streefwaarde)';
COMMENT ON COLUMN kpi_indicator.outcome IS 'What came of it';
COMMENT ON COLUMN kpi_indicator.difference IS 'outcome - target; whether higher is better is not said';
COMMENT ON COLUMN kpi_indicator.document_ids IS 'Document that it rests on';
COMMENT ON COLUMN kpi_indicator.observation_ids IS 'Observations that it rests on';
