-- title: share of a domain in the programme and in all lasten of the municipality
-- grain: one row per municipality, year, domain, source and version
-- unit: percent
-- source: sql/kpi/share/query.sql
CREATE TABLE kpi_share (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, domain VARCHAR NOT NULL,
    source VARCHAR NOT NULL, scenario VARCHAR NOT NULL, metric VARCHAR NOT NULL, cost DECIMAL(20, 4) NOT NULL,
    programma DECIMAL(20, 4) NOT NULL, of_programme DOUBLE, of_all DOUBLE, document_ids VARCHAR[] NOT NULL,
    observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_share IS 'Share of a domain in the programme and in all lasten of the municipality';
COMMENT ON COLUMN kpi_share.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_share.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_share.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_share.domain IS 'Part of the social domain';
COMMENT ON COLUMN kpi_share.source IS 'documents of the municipality itself, or iv3: their scopes differ';
COMMENT ON COLUMN kpi_share.scenario IS 'realisatie or a version of the budget';
COMMENT ON COLUMN kpi_share.metric IS 'lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_share.cost IS 'Cost of the domain in euros';
COMMENT ON COLUMN kpi_share.programma IS 'Cost of the programme in the same document, in euros';
COMMENT ON COLUMN kpi_share.of_programme IS 'cost in percent of programma';
COMMENT ON COLUMN kpi_share.of_all IS 'cost in percent of all lasten without reserves; from Iv3 only';
COMMENT ON COLUMN kpi_share.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_share.observation_ids IS 'Observations that it rests on';
