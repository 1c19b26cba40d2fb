-- title: growth of cost split in volume, price and intensity
-- grain: one row per municipality, product and year
-- unit: euros; intensity_procent and index_procent in percent
-- source: sql/kpi/growth_split/query.sql
CREATE TABLE kpi_growth_split (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, product VARCHAR NOT NULL,
    label VARCHAR NOT NULL, vorig_jaar DECIMAL(20, 4) NOT NULL, realisatie DECIMAL(20, 4) NOT NULL,
    vorige_clienten DECIMAL(20, 4) NOT NULL, clienten DECIMAL(20, 4) NOT NULL, verschil DECIMAL(20, 4), volume DOUBLE,
    price DOUBLE, intensity DOUBLE, intensity_procent DOUBLE, index_procent DOUBLE, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_growth_split IS 'Growth of cost against the year before, split in volume, price and intensity';
COMMENT ON COLUMN kpi_growth_split.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_growth_split.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_growth_split.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_growth_split.product IS 'Product or domain';
COMMENT ON COLUMN kpi_growth_split.label IS 'Its name in Dutch';
COMMENT ON COLUMN kpi_growth_split.vorig_jaar IS 'Realised amount of the year before, in euros';
COMMENT ON COLUMN kpi_growth_split.realisatie IS 'Realised amount of the year, in euros';
COMMENT ON COLUMN kpi_growth_split.vorige_clienten IS 'Unique clients of the year before';
COMMENT ON COLUMN kpi_growth_split.clienten IS 'Unique clients of the year';
COMMENT ON COLUMN kpi_growth_split.verschil IS 'realisatie - vorig_jaar; empty where the years are unlike';
COMMENT ON COLUMN kpi_growth_split.volume IS 'More clients at the average of the year before; empty where refused';
COMMENT ON COLUMN kpi_growth_split.price IS 'The price index that the municipality prints, over the clients of the year; empty where unknown';
COMMENT ON COLUMN kpi_growth_split.intensity IS 'What is left: more or heavier care for each client, and mix; with the price where no index is known';
COMMENT ON COLUMN kpi_growth_split.intensity_procent IS 'intensity in percent of the amount of the year before';
COMMENT ON COLUMN kpi_growth_split.index_procent IS 'Price index in percent, where printed so';
COMMENT ON COLUMN kpi_growth_split.reason IS 'In Dutch: why it is not split, or where the index is from';
COMMENT ON COLUMN kpi_growth_split.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_growth_split.observation_ids IS 'Observations that it rests on';
