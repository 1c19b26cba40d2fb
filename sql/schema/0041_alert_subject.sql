-- title: alerts about one taakveld
-- grain: columns of alert and kpi_use
-- unit: none
-- source: sql/alerts/rules/raise, sql/kpi/use/query.sql
ALTER TABLE kpi_use ADD COLUMN domain VARCHAR;
COMMENT ON COLUMN kpi_use.domain IS 'Domain that the subject is part of; totaal for the programme';
ALTER TABLE alert ADD COLUMN subject VARCHAR;
ALTER TABLE alert ADD COLUMN label VARCHAR;
COMMENT ON COLUMN alert.subject IS 'Taakveld that it is about; null where it is about the whole domain';
COMMENT ON COLUMN alert.label IS 'Name of the taakveld in Dutch';
COMMENT ON COLUMN alert.level IS 'A: authorised level over its amended budget; B: domain or taakveld over its budget; C: prognosis moved';
