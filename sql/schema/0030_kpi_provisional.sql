-- title: share of provisional figures
-- grain: one row per municipality, document and year
-- unit: figures; share in percent
-- source: sql/kpi/provisional/query.sql
CREATE TABLE kpi_provisional (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, document VARCHAR NOT NULL,
    figures BIGINT NOT NULL, noted BIGINT NOT NULL, part_of_year BIGINT NOT NULL, share DOUBLE NOT NULL,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[]
);
COMMENT ON TABLE kpi_provisional IS 'Which share of the realised figures of a document is provisional';
COMMENT ON COLUMN kpi_provisional.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_provisional.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_provisional.year IS 'Fiscal year of the document';
COMMENT ON COLUMN kpi_provisional.document IS 'Base name of the document';
COMMENT ON COLUMN kpi_provisional.figures IS 'Realised figures over its own year';
COMMENT ON COLUMN kpi_provisional.noted IS 'Those with a note, or a label that says provisional';
COMMENT ON COLUMN kpi_provisional.part_of_year IS 'Those of a document over a part of the year';
COMMENT ON COLUMN kpi_provisional.share IS 'Share of either, in percent';
COMMENT ON COLUMN kpi_provisional.document_ids IS 'The document';
COMMENT ON COLUMN kpi_provisional.observation_ids IS 'The figures with a note';
