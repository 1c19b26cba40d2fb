-- title: what is not known of a part of the year
-- grain: columns of kpi_development
-- unit: none
-- source: sql/kpi/development
ALTER TABLE kpi_development ADD COLUMN reason VARCHAR;
ALTER TABLE kpi_development ALTER COLUMN late DROP NOT NULL;
COMMENT ON COLUMN kpi_development.reason IS 'Why the whole year is not held beside the part, in Dutch; null where it is';
COMMENT ON COLUMN kpi_development.late IS 'amount - first_amount: declared later; null where there is one statement';
