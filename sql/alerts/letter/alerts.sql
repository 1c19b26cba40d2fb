-- title: what stands now, and what was resolved since the last letter
-- grain: one row per alert
-- unit: euros, cost positive
-- source: alert; what is too small for a mail and what is a windfall is told here only
SELECT year, domain, subject, label, level, verschil, procent, told_at, resolved_at, acknowledged_by, reason_not_mailed
FROM alert
WHERE municipality = $municipality AND superseded_by IS NULL AND (told_at IS NOT NULL OR hold IN ('40_threshold', '13_mute_windfall'))
  AND (resolved_at IS NULL OR resolved_at > $since) AND year >= $year - 1
ORDER BY resolved_at IS NOT NULL, level, verschil
