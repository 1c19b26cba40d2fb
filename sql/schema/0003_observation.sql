-- title: what documents state, figure by figure
-- grain: one row per printed figure; columns and types as OBSERVATIONS of tasks/model.py
-- unit: column unit; money in whole euros, scale applied
-- source: tasks/normalise
CREATE TABLE observation (
    observation_id VARCHAR NOT NULL, document_id VARCHAR NOT NULL, table_id VARCHAR, table_title VARCHAR,
    row_label VARCHAR, column_label VARCHAR, metric VARCHAR, scenario VARCHAR, period VARCHAR,
    value DECIMAL(20, 4), standard_value DECIMAL(20, 4), unit VARCHAR, domain VARCHAR, concept VARCHAR,
    is_total BOOLEAN, scale BIGINT, mark VARCHAR, raw VARCHAR, locator VARCHAR NOT NULL,
    "row" BIGINT, "column" BIGINT, reader VARCHAR
);
COMMENT ON TABLE observation IS 'Document D, at place P, says X: one row per printed figure';
COMMENT ON COLUMN observation.observation_id IS 'Hash of its parts: a rerun makes the same';
COMMENT ON COLUMN observation.document_id IS 'Document that states it';
COMMENT ON COLUMN observation.table_id IS 'Table within the document, in reading order: T01';
COMMENT ON COLUMN observation.table_title IS 'Title of the table as printed';
COMMENT ON COLUMN observation.row_label IS 'Label path as printed, outermost first, joined with " > "';
COMMENT ON COLUMN observation.column_label IS 'Heading path of the column as printed';
COMMENT ON COLUMN observation.metric IS 'Which measure: lasten, baten, saldo, amount, clients and so on';
COMMENT ON COLUMN observation.scenario IS 'Which version: realisatie, begroting_gewijzigd, prognose and so on';
COMMENT ON COLUMN observation.period IS 'Period it is about: 2025, 2023H1, 2025Q1, 2020-2023';
COMMENT ON COLUMN observation.value IS 'Printed sign, scale applied; in the unit named';
COMMENT ON COLUMN observation.standard_value IS 'Lasten and baten positive, saldo = baten - lasten; else null';
COMMENT ON COLUMN observation.unit IS 'EUR, aantal, procent, cijfer or meter';
COMMENT ON COLUMN observation.domain IS 'Part of the social domain; totaal is the whole programme';
COMMENT ON COLUMN observation.concept IS 'What the row is about, through the vocabularies';
COMMENT ON COLUMN observation.is_total IS 'The row is printed as a total of other rows of its table';
COMMENT ON COLUMN observation.scale IS 'What the printed number was multiplied with: 1, 1000 or 1000000';
COMMENT ON COLUMN observation.mark IS 'Footnote marks and V/N flags printed at the figure';
COMMENT ON COLUMN observation.raw IS 'The cell exactly as printed';
COMMENT ON COLUMN observation.locator IS 'Place of the cell in the document';
COMMENT ON COLUMN observation."row" IS 'Row of the cell in its table, from 0';
COMMENT ON COLUMN observation."column" IS 'Column of the cell in its table, from 0';
COMMENT ON COLUMN observation.reader IS 'Reader that made the table';
