-- title: cost per unique client, and clients per 1.000 inhabitants
-- grain: one row per municipality, product and period
-- unit: euros, clients; average in euros per client; per_1000 in clients
-- source: sql/kpi/unit_cost/query.sql
CREATE TABLE kpi_unit_cost (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, period VARCHAR NOT NULL,
    concept VARCHAR NOT NULL, label VARCHAR NOT NULL, amount DECIMAL(20, 4) NOT NULL, clients DECIMAL(20, 4) NOT NULL,
    average DOUBLE, printed DECIMAL(20, 4), per_1000 DOUBLE, per_1000_young DOUBLE, reason VARCHAR,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_unit_cost IS 'Cost per unique client of the same row and period, and clients per 1,000 inhabitants';
COMMENT ON COLUMN kpi_unit_cost.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_unit_cost.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_unit_cost.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_unit_cost.period IS 'The year, or its first half';
COMMENT ON COLUMN kpi_unit_cost.concept IS 'Product that the clients use';
COMMENT ON COLUMN kpi_unit_cost.label IS 'Name of the product in Dutch';
COMMENT ON COLUMN kpi_unit_cost.amount IS 'Realised amount in euros';
COMMENT ON COLUMN kpi_unit_cost.clients IS 'Unique clients';
COMMENT ON COLUMN kpi_unit_cost.average IS 'amount / clients; empty where they are not of one period';
COMMENT ON COLUMN kpi_unit_cost.printed IS 'The average as the document prints it';
COMMENT ON COLUMN kpi_unit_cost.per_1000 IS 'Clients per 1,000 inhabitants; of a whole year only';
COMMENT ON COLUMN kpi_unit_cost.per_1000_young IS 'Clients of youth care per 1,000 people under 18, where their number is known';
COMMENT ON COLUMN kpi_unit_cost.reason IS 'In Dutch: why there is no average, or what to know beside it';
COMMENT ON COLUMN kpi_unit_cost.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_unit_cost.observation_ids IS 'Observations that it rests on';
