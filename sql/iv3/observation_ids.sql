-- title: observations with their ids
-- grain: one row per row of `stated`, in its order
-- unit: none
-- source: tasks/iv3/meaning.py; the same hash of the same parts as stable_id of tasks/model.py
SELECT * REPLACE (left(sha256(concat_ws(chr(31), document_id, table_id, "row", "column", metric, scenario, period,
    value, unit, concept)), 32) AS observation_id)
FROM stated
