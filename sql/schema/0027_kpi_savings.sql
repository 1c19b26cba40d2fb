-- title: savings due, found and open
-- grain: one row per municipality, subject and period
-- unit: euros; done in percent
-- source: sql/kpi/savings/query.sql
CREATE TABLE kpi_savings (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, period VARCHAR NOT NULL,
    subject VARCHAR NOT NULL, label VARCHAR NOT NULL, due DECIMAL(20, 4) NOT NULL, found DECIMAL(20, 4),
    found_as VARCHAR NOT NULL, expected DECIMAL(20, 4), stelpost DECIMAL(20, 4), open DECIMAL(20, 4),
    open_is_printed BOOLEAN NOT NULL, done DOUBLE, document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_savings IS 'Savings that are due, what of them was found, covered by a stelpost, and is open';
COMMENT ON COLUMN kpi_savings.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_savings.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_savings.year IS 'Fiscal year, of several years together the first';
COMMENT ON COLUMN kpi_savings.period IS 'A year, or years together as printed: 2020-2023';
COMMENT ON COLUMN kpi_savings.subject IS 'What the saving is of';
COMMENT ON COLUMN kpi_savings.label IS 'Its name in Dutch';
COMMENT ON COLUMN kpi_savings.due IS 'Saving that is due; investments that go with it keep their sign';
COMMENT ON COLUMN kpi_savings.found IS 'What of it was found';
COMMENT ON COLUMN kpi_savings.found_as IS 'gerealiseerd where the row says so, else ingevuld: in the budget only';
COMMENT ON COLUMN kpi_savings.expected IS 'What is still expected, where printed';
COMMENT ON COLUMN kpi_savings.stelpost IS 'What a provisional item in the budget covered';
COMMENT ON COLUMN kpi_savings.open IS 'What is open, printed or due - found - stelpost; negative where more was found than due';
COMMENT ON COLUMN kpi_savings.open_is_printed IS 'open is printed, not computed';
COMMENT ON COLUMN kpi_savings.done IS 'found in percent of due';
COMMENT ON COLUMN kpi_savings.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_savings.observation_ids IS 'Observations that it rests on';
