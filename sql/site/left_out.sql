-- title: figures of some municipalities that nothing rests on, and why
-- grain: one row per municipality, year and reason
-- unit: figures
-- source: kpi_left_out
-- parameters: $1: CBS codes
SELECT municipality, year, reason, figures FROM kpi_left_out WHERE municipality IN (SELECT unnest($1::VARCHAR[]))
ORDER BY municipality, year DESC, figures DESC, reason
