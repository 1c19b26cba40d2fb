-- title: parts of years that are not shown, for they tell of few people
-- grain: one row per part of a year, by the beginning of its id
-- unit: none
-- source: kpi_development, suppressed
SELECT left(kpi_id, 12) FROM kpi_development
WHERE municipality = $municipality
  AND list_has_any(observation_ids, (SELECT coalesce(list(observation_id), []) FROM suppressed))
