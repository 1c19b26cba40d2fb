-- title: cost per inhabitant and per young person
-- grain: one row per municipality, year, subject, source and version
-- unit: euros; per_inhabitant and per_young in euros per person
-- source: sql/kpi/per_inhabitant/query.sql
CREATE TABLE kpi_per_inhabitant (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, subject VARCHAR NOT NULL,
    source VARCHAR NOT NULL, scenario VARCHAR NOT NULL, metric VARCHAR NOT NULL, cost DECIMAL(38, 4) NOT NULL,
    inwoners BIGINT, size VARCHAR, per_inhabitant DOUBLE, jongeren BIGINT, per_young DOUBLE, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_per_inhabitant IS 'What a domain costs per inhabitant, and youth care per young person';
COMMENT ON COLUMN kpi_per_inhabitant.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_per_inhabitant.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_per_inhabitant.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_per_inhabitant.subject IS 'Domain; wmo_lokaal is the Wmo without sheltered living and shelter';
COMMENT ON COLUMN kpi_per_inhabitant.source IS 'documents of the municipality itself, or iv3: their scopes differ';
COMMENT ON COLUMN kpi_per_inhabitant.scenario IS 'realisatie or a version of the budget';
COMMENT ON COLUMN kpi_per_inhabitant.metric IS 'lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_per_inhabitant.cost IS 'Cost in euros, positive';
COMMENT ON COLUMN kpi_per_inhabitant.inwoners IS 'Inhabitants on 1 January of the year (CBS); empty where unknown';
COMMENT ON COLUMN kpi_per_inhabitant.size IS 'Class of size by inhabitants, as CBS has them';
COMMENT ON COLUMN kpi_per_inhabitant.per_inhabitant IS 'cost / inwoners';
COMMENT ON COLUMN kpi_per_inhabitant.jongeren IS 'People under 18, where known; for youth only';
COMMENT ON COLUMN kpi_per_inhabitant.per_young IS 'cost / jongeren';
COMMENT ON COLUMN kpi_per_inhabitant.reason IS 'In Dutch: what is missing';
COMMENT ON COLUMN kpi_per_inhabitant.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_per_inhabitant.observation_ids IS 'Observations that it rests on';
