-- title: those of them that count, in a temporary table
-- grain: one row per observation on which may be built, of a document that is not superseded
-- unit: column unit
-- source: asked_fact
CREATE OR REPLACE TEMP TABLE standing_fact AS FROM asked_fact WHERE superseded_by IS NULL AND left_out IS NULL
