-- title: why there is no ratio from a part of the year to the whole
-- grain: column of kpi_development
-- unit: none
-- source: sql/kpi/development
ALTER TABLE kpi_development ADD COLUMN reason VARCHAR;
COMMENT ON COLUMN kpi_development.reason IS 'Why the whole year is not held beside the part, in Dutch; null where it is';
