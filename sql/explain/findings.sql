-- title: the findings at the place of a figure
-- grain: one row per finding, for observation $1
-- unit: as printed
-- source: finding, observation
SELECT f.kind, f.severity, f.printed, f.computed, f.text
FROM finding AS f
JOIN observation AS o USING (document_id, locator)
WHERE o.observation_id = $1
ORDER BY f.kind, f.finding_id
