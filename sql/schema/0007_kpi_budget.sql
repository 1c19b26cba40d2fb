-- title: domains against their budgets
-- grain: one row per municipality, year and domain (totaal is the whole programme)
-- unit: euros, cost positive; procent in percent
-- source: sql/kpi/budget.sql
CREATE TABLE kpi_budget (
    kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL, domain VARCHAR NOT NULL,
    metric VARCHAR NOT NULL, basis VARCHAR NOT NULL, scenario_begroting VARCHAR NOT NULL,
    begroting DECIMAL(20, 4) NOT NULL, scenario_realisatie VARCHAR NOT NULL, realisatie DECIMAL(20, 4) NOT NULL,
    verschil DECIMAL(20, 4) NOT NULL, procent DOUBLE, "over" BOOLEAN NOT NULL,
    document_ids VARCHAR[] NOT NULL, observation_ids VARCHAR[] NOT NULL
);
COMMENT ON TABLE kpi_budget IS 'Domains against their budgets, one row per municipality, year and domain';
COMMENT ON COLUMN kpi_budget.kpi_id IS 'Hash of kpi, municipality, year and domain: stays the same when figures change';
COMMENT ON COLUMN kpi_budget.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_budget.year IS 'Fiscal year';
COMMENT ON COLUMN kpi_budget.domain IS 'Part of the social domain; totaal is the whole programme';
COMMENT ON COLUMN kpi_budget.metric IS 'What is compared: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN kpi_budget.basis IS 'printed total, or sum of taakvelden';
COMMENT ON COLUMN kpi_budget.scenario_begroting IS 'begroting_gewijzigd, begroting or begroting_primitief';
COMMENT ON COLUMN kpi_budget.begroting IS 'Budgeted cost in euros, cost positive';
COMMENT ON COLUMN kpi_budget.scenario_realisatie IS 'realisatie of the full year, or prognose';
COMMENT ON COLUMN kpi_budget.realisatie IS 'Realised or expected cost in euros, cost positive';
COMMENT ON COLUMN kpi_budget.verschil IS 'begroting - realisatie in euros: negative is over budget (nadeel)';
COMMENT ON COLUMN kpi_budget.procent IS 'Over budget in percent of the budget: positive is over';
COMMENT ON COLUMN kpi_budget."over" IS 'Realised or expected cost is above the budget';
COMMENT ON COLUMN kpi_budget.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN kpi_budget.observation_ids IS 'Observations that it rests on';
