-- title: parts of a year that are counted by months
-- grain: columns of kpi_development and observation
-- unit: none
-- source: sql/kpi/development
COMMENT ON COLUMN kpi_development.part IS
    'Part of the year from January: H1, M08 (up to August, where months are printed), or Q1, Q2, Q3 of Iv3';
COMMENT ON COLUMN observation.period IS
    'Period it is about: 2025, 2023H1, 2025Q1, 2025-08 (August alone), 2020-2023, t/m 2020 (counted over years up to it); null where open';
