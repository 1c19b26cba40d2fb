-- title: result on benefits (BUIG)
-- grain: one row per municipality, year and what it is held against
-- unit: euros
-- source: sql/kpi/buig/query.sql
CREATE TABLE kpi_buig (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, against VARCHAR NOT NULL,
    paid DECIMAL(20, 4) NOT NULL, held_against DECIMAL(20, 4) NOT NULL, result DECIMAL(20, 4) NOT NULL,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_buig IS 'Result on benefits, against the own budget and against what the state pays';
COMMENT ON COLUMN kpi_buig.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_buig.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_buig.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_buig.against IS 'What the spending is held against, in Dutch';
COMMENT ON COLUMN kpi_buig.paid IS 'Spending in euros: net of what the state pays where it is held against the own budget';
COMMENT ON COLUMN kpi_buig.held_against IS 'Own budget, or what came in';
COMMENT ON COLUMN kpi_buig.result IS 'held_against - paid: positive is favourable';
COMMENT ON COLUMN kpi_buig.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_buig.observation_ids IS 'Observations that it rests on';
