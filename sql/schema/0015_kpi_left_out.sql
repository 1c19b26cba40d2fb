-- title: figures that no KPI rests on, and why
-- grain: one row per municipality, year and reason
-- unit: figures
-- source: sql/kpi/left_out.sql
CREATE TABLE kpi_left_out (
    municipality VARCHAR NOT NULL, year INTEGER NOT NULL, reason VARCHAR NOT NULL, figures BIGINT NOT NULL
);
COMMENT ON TABLE kpi_left_out IS 'How many figures that may be money no KPI rests on, and why';
COMMENT ON COLUMN kpi_left_out.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN kpi_left_out.year IS 'Year that the figure is about, else of its document';
COMMENT ON COLUMN kpi_left_out.reason IS 'In Dutch: what is open, or what gives doubt';
COMMENT ON COLUMN kpi_left_out.figures IS 'How many figures';
