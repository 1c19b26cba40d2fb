-- title: the year that a figure is about
-- grain: one year per period: 2025 of 2025, 2025Q1 and 2025H2; the first of 2020-2023 and 2022/2023, the one of t/m 2023
-- unit: year
-- source: none; where a period is open it is the fiscal year of the document (tasks/warehouse/load.py says the same)
CREATE OR REPLACE MACRO stated_year(period, document_year) AS
    coalesce(try_cast(regexp_extract(period, '\d{4}') AS INTEGER), document_year);
