-- title: past prognoses against what came of them
-- grain: one row per municipality, year, subject and document with a prognosis
-- unit: euros, cost positive; procent in percent
-- source: sql/kpi/track_record/query.sql
CREATE TABLE kpi_track_record (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, level VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, label VARCHAR NOT NULL, metric VARCHAR NOT NULL, expected_on DATE NOT NULL,
    prognose DECIMAL(20, 4) NOT NULL, realisatie DECIMAL(20, 4) NOT NULL, afwijking DECIMAL(20, 4) NOT NULL,
    procent DOUBLE, reason VARCHAR, of_document VARCHAR NOT NULL,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_track_record IS 'Past prognoses of a municipality against what came of them';
COMMENT ON COLUMN kpi_track_record.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_track_record.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_track_record.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_track_record.level IS 'programma, domein, taakveld or product';
COMMENT ON COLUMN kpi_track_record.subject IS 'Concept that it is about; totaal is the programme';
COMMENT ON COLUMN kpi_track_record.label IS 'Name of the subject in Dutch';
COMMENT ON COLUMN kpi_track_record.metric IS 'lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_track_record.expected_on IS 'When the document with the prognosis was known';
COMMENT ON COLUMN kpi_track_record.prognose IS 'Expected cost of the year in euros, cost positive';
COMMENT ON COLUMN kpi_track_record.realisatie IS 'Realised cost of the year as known later';
COMMENT ON COLUMN kpi_track_record.afwijking IS 'realisatie - prognose: positive is dearer than expected';
COMMENT ON COLUMN kpi_track_record.procent IS 'afwijking in percent of prognose';
COMMENT ON COLUMN kpi_track_record.reason IS 'In Dutch: what to know beside it';
COMMENT ON COLUMN kpi_track_record.of_document IS 'Document with the prognosis';
COMMENT ON COLUMN kpi_track_record.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_track_record.observation_ids IS 'Observations that it rests on';
