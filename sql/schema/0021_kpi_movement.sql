-- title: how the budget moved from its first version to the last
-- grain: one row per municipality, year and subject
-- unit: euros, cost positive; procent in percent
-- source: sql/kpi/movement/query.sql
CREATE TABLE kpi_movement (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, level VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, label VARCHAR NOT NULL, metric VARCHAR NOT NULL, primitief DECIMAL(20, 4) NOT NULL,
    gewijzigd DECIMAL(20, 4) NOT NULL, wijziging DECIMAL(20, 4) NOT NULL, procent DOUBLE,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_movement IS 'How the budget moved within the year, from its first version to the last';
COMMENT ON COLUMN kpi_movement.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_movement.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_movement.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_movement.level IS 'programma, domein, taakveld or product';
COMMENT ON COLUMN kpi_movement.subject IS 'Concept that it is about; totaal is the programme';
COMMENT ON COLUMN kpi_movement.label IS 'Name of the subject in Dutch';
COMMENT ON COLUMN kpi_movement.metric IS 'What is compared: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_movement.primitief IS 'Budget as first adopted, cost positive';
COMMENT ON COLUMN kpi_movement.gewijzigd IS 'Budget after the changes of the council, cost positive';
COMMENT ON COLUMN kpi_movement.wijziging IS 'gewijzigd - primitief';
COMMENT ON COLUMN kpi_movement.procent IS 'wijziging in percent of primitief';
COMMENT ON COLUMN kpi_movement.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_movement.observation_ids IS 'Observations that it rests on';
