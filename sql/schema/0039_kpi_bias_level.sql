-- title: the level of what a bias is about
-- grain: a column of kpi_bias
-- unit: none
-- source: sql/kpi/bias/query.sql
ALTER TABLE kpi_bias ADD COLUMN level VARCHAR;
COMMENT ON COLUMN kpi_bias.level IS 'programma, domein, taakveld or product';
