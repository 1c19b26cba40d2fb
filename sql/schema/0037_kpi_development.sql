-- title: what a part of the year costs, and what the whole year came to
-- grain: one row per municipality, year, product or taakveld and part of the year
-- unit: euros
-- source: sql/kpi/development/query.sql
CREATE TABLE kpi_development (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, concept VARCHAR NOT NULL,
    label VARCHAR NOT NULL, metric VARCHAR NOT NULL, part VARCHAR NOT NULL, months INTEGER NOT NULL,
    amount DECIMAL(20, 4) NOT NULL, known_on DATE NOT NULL, first_amount DECIMAL(20, 4) NOT NULL, first_known DATE NOT NULL,
    late DECIMAL(20, 4) NOT NULL, year_amount DECIMAL(20, 4), year_known DATE, ratio DOUBLE,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_development IS 'What a part of the year costs, and what the whole year came to: the basis of forecasts';
COMMENT ON COLUMN kpi_development.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_development.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_development.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_development.concept IS 'Product or taakveld';
COMMENT ON COLUMN kpi_development.label IS 'Its name in Dutch';
COMMENT ON COLUMN kpi_development.metric IS 'amount or lasten';
COMMENT ON COLUMN kpi_development.part IS 'Part of the year from January: H1, or Q1, Q2, Q3 of Iv3';
COMMENT ON COLUMN kpi_development.months IS 'Months of that part';
COMMENT ON COLUMN kpi_development.amount IS 'Its cost as known now, in euros';
COMMENT ON COLUMN kpi_development.known_on IS 'When the document of amount was known';
COMMENT ON COLUMN kpi_development.first_amount IS 'Its cost as the oldest document states it';
COMMENT ON COLUMN kpi_development.first_known IS 'When that document was known';
COMMENT ON COLUMN kpi_development.late IS 'amount - first_amount: declared later';
COMMENT ON COLUMN kpi_development.year_amount IS 'Cost of the whole year, where known';
COMMENT ON COLUMN kpi_development.year_known IS 'When that was known';
COMMENT ON COLUMN kpi_development.ratio IS 'year_amount / amount';
COMMENT ON COLUMN kpi_development.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_development.observation_ids IS 'Observations that it rests on';
