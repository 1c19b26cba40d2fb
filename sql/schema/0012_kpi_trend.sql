-- title: what a domain or taakveld costs over the years
-- grain: one row per municipality, aggregate and year
-- unit: euros, cost positive; procent in percent
-- source: sql/kpi/trend.sql
CREATE TABLE kpi_trend (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, aggregate VARCHAR NOT NULL, label VARCHAR NOT NULL,
    year INTEGER NOT NULL, metric VARCHAR NOT NULL, basis VARCHAR NOT NULL, realisatie DECIMAL(20, 4) NOT NULL,
    vorig_jaar DECIMAL(20, 4), verschil DECIMAL(20, 4), procent DOUBLE, comparable BOOLEAN NOT NULL, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_trend IS 'What a domain or taakveld costs over the years, one row per municipality, aggregate and year';
COMMENT ON COLUMN kpi_trend.kpi_id IS 'Hash of kpi, municipality, year and aggregate: stays the same when figures change';
COMMENT ON COLUMN kpi_trend.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_trend.aggregate IS 'Line of the crosswalk of taakvelden: a domain, or taakvelden that went on under other codes';
COMMENT ON COLUMN kpi_trend.label IS 'Name of the aggregate in Dutch';
COMMENT ON COLUMN kpi_trend.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_trend.metric IS 'What is compared: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_trend.basis IS 'printed total, or sum of taakvelden';
COMMENT ON COLUMN kpi_trend.realisatie IS 'Realised cost of the full year in euros, cost positive';
COMMENT ON COLUMN kpi_trend.vorig_jaar IS 'Realised cost of the year before on the same metric and basis; empty where none is known';
COMMENT ON COLUMN kpi_trend.verschil IS 'realisatie - vorig_jaar in euros: positive is more cost; empty where not comparable';
COMMENT ON COLUMN kpi_trend.procent IS 'verschil in percent of vorig_jaar; empty where not comparable';
COMMENT ON COLUMN kpi_trend.comparable IS 'The taakvelden may be held against those of the year before';
COMMENT ON COLUMN kpi_trend.reason IS 'In Dutch: why there is no difference, or what to know beside it';
COMMENT ON COLUMN kpi_trend.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_trend.observation_ids IS 'Observations that it rests on, those of the year before too';
