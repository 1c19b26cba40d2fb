-- title: from the realised cost in own documents to the lasten of Iv3
-- grain: one row per municipality, year and domain
-- unit: euros, cost positive
-- source: sql/kpi/bridge/query.sql
CREATE TABLE kpi_bridge (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, domain VARCHAR NOT NULL,
    metric VARCHAR NOT NULL, own DECIMAL(20, 4) NOT NULL, baten DECIMAL(38, 4) NOT NULL, rest DECIMAL(38, 4) NOT NULL,
    iv3 DECIMAL(20, 4) NOT NULL, document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_bridge IS 'From the realised cost in own documents to the lasten of Iv3: own + baten + rest = iv3';
COMMENT ON COLUMN kpi_bridge.kpi_id IS 'Hash of the key: stays the same when figures change';
COMMENT ON COLUMN kpi_bridge.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_bridge.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_bridge.domain IS 'Part of the social domain; totaal is the whole programme';
COMMENT ON COLUMN kpi_bridge.metric IS 'What own documents print: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_bridge.own IS 'Realised cost in own documents';
COMMENT ON COLUMN kpi_bridge.baten IS 'Baten of the same taakvelden in Iv3, where own documents print net cost; else 0';
COMMENT ON COLUMN kpi_bridge.rest IS 'What is left: another scope';
COMMENT ON COLUMN kpi_bridge.iv3 IS 'Realised lasten of Iv3';
COMMENT ON COLUMN kpi_bridge.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_bridge.observation_ids IS 'Observations that it rests on';
