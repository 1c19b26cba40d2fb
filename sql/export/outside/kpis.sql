-- title: a KPI as others get it: without the rows that rest on what would tell of few people
-- grain: as exported
-- unit: as exported
-- source: exported (any KPI with the observations that it rests on), suppressed
FROM exported
WHERE NOT list_has_any(coalesce(observation_ids, []), (SELECT coalesce(list(observation_id), []) FROM suppressed))
