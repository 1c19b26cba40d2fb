-- title: realised or expected cost against each known version of the budget
-- grain: one row per municipality, year, subject, source, version of the budget and of the outcome
-- unit: euros, cost positive; used in percent
-- source: sql/kpi/use/query.sql
CREATE TABLE kpi_use (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, level VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, label VARCHAR NOT NULL, source VARCHAR NOT NULL, metric VARCHAR NOT NULL,
    basis VARCHAR NOT NULL, scenario_begroting VARCHAR NOT NULL, begroting DECIMAL(20, 4) NOT NULL,
    scenario_realisatie VARCHAR NOT NULL, realisatie DECIMAL(20, 4) NOT NULL, verschil DECIMAL(20, 4) NOT NULL,
    used DOUBLE, document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_use IS 'Outcomes against every version of the budget, for programme, domain, taakveld and product';
COMMENT ON COLUMN kpi_use.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_use.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_use.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_use.level IS 'programma, domein, taakveld or product';
COMMENT ON COLUMN kpi_use.subject IS 'Concept that it is about; totaal is the programme';
COMMENT ON COLUMN kpi_use.label IS 'Name of the subject in Dutch';
COMMENT ON COLUMN kpi_use.source IS 'documents of the municipality itself, or iv3: their scopes differ';
COMMENT ON COLUMN kpi_use.metric IS 'What is compared: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_use.basis IS 'printed total, or sum of taakvelden';
COMMENT ON COLUMN kpi_use.scenario_begroting IS 'begroting_gewijzigd, begroting or begroting_primitief';
COMMENT ON COLUMN kpi_use.begroting IS 'Budgeted cost in euros, cost positive';
COMMENT ON COLUMN kpi_use.scenario_realisatie IS 'realisatie of the full year, or prognose';
COMMENT ON COLUMN kpi_use.realisatie IS 'Realised or expected cost in euros, cost positive';
COMMENT ON COLUMN kpi_use.verschil IS 'begroting - realisatie in euros: negative is over budget (nadeel)';
COMMENT ON COLUMN kpi_use.used IS 'realisatie in percent of the budget';
COMMENT ON COLUMN kpi_use.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_use.observation_ids IS 'Observations that it rests on';
