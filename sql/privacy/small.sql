-- title: counts of a few people: what is not shown to begin with
-- grain: one row per figure that is not shown, with its place and why
-- unit: reason: count, beside or complement
-- source: few
CREATE OR REPLACE TEMP TABLE suppressed AS
SELECT observation_id, document_id, table_id, "row", "column", 'count' AS reason FROM few WHERE small
