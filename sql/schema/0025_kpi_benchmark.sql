-- title: a municipality beside its peers
-- grain: one row per municipality, year, subject, version and group of peers
-- unit: euros per inhabitant
-- source: sql/kpi/benchmark/query.sql
CREATE TABLE kpi_benchmark (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, subject VARCHAR NOT NULL,
    scenario VARCHAR NOT NULL, peers VARCHAR NOT NULL, peer_label VARCHAR NOT NULL, per_inhabitant DOUBLE NOT NULL,
    members BIGINT NOT NULL, first_quartile DOUBLE, median DOUBLE, third_quartile DOUBLE, place BIGINT, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_benchmark IS 'Lasten per inhabitant of a municipality beside those of its peers, from Iv3';
COMMENT ON COLUMN kpi_benchmark.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_benchmark.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_benchmark.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_benchmark.subject IS 'jeugd, participatie, or wmo_lokaal: the Wmo without sheltered living and shelter';
COMMENT ON COLUMN kpi_benchmark.scenario IS 'realisatie or a version of the budget';
COMMENT ON COLUMN kpi_benchmark.peers IS 'regio, grootteklasse or land';
COMMENT ON COLUMN kpi_benchmark.peer_label IS 'Which region or class of size';
COMMENT ON COLUMN kpi_benchmark.per_inhabitant IS 'Lasten per inhabitant of the municipality';
COMMENT ON COLUMN kpi_benchmark.members IS 'Municipalities in the group, itself included';
COMMENT ON COLUMN kpi_benchmark.first_quartile IS 'First quartile of the group; empty with fewer than six members';
COMMENT ON COLUMN kpi_benchmark.median IS 'Median of the group';
COMMENT ON COLUMN kpi_benchmark.third_quartile IS 'Third quartile of the group';
COMMENT ON COLUMN kpi_benchmark.place IS 'Place from high to low: 1 is the dearest';
COMMENT ON COLUMN kpi_benchmark.reason IS 'In Dutch: why it is not compared';
COMMENT ON COLUMN kpi_benchmark.document_ids IS 'Document of the municipality itself';
COMMENT ON COLUMN kpi_benchmark.observation_ids IS 'Observations of the municipality itself';
