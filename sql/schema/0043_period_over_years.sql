-- title: periods that are counted up to a year
-- grain: columns of observation and kpi_savings
-- unit: none
-- source: tasks/language/periods.py
-- What is counted up to a year began in one that is not printed: 'Realisatie t/m 2020' in an overview of investments.
COMMENT ON COLUMN observation.period IS
    'Period it is about: 2025, 2023H1, 2025Q1, 2020-2023, t/m 2020 (counted over years up to it); null where open';
COMMENT ON COLUMN kpi_savings.period IS 'A year, or years together as printed: 2020-2023, t/m 2023';
