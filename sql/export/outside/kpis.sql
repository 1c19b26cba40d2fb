-- title: a KPI as others get it: without the rows that rest on what would tell of few people
-- grain: as exported
-- unit: as exported
-- source: exported (any KPI with the observations that it rests on), suppressed
-- A join, for a list of all that is suppressed was gone through anew for each row: 11 s of 13,770 rows, now 0.1.
WITH numbered AS MATERIALIZED (SELECT *, row_number() OVER () AS export_row FROM exported),
resting AS (SELECT export_row, unnest(observation_ids) AS observation_id FROM numbered)
SELECT * EXCLUDE (export_row) FROM numbered
ANTI JOIN (FROM resting SEMI JOIN suppressed USING (observation_id)) USING (export_row)
ORDER BY export_row
