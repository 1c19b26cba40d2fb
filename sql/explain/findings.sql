-- title: the findings at the place of a figure
-- grain: one row per figure at hand and finding
-- unit: as printed
-- source: finding, asked
SELECT a.observation_id AS of, f.kind, f.severity, f.printed, f.computed, f.text
FROM asked AS a
JOIN finding AS f USING (document_id, locator)
ORDER BY f.kind, f.finding_id
