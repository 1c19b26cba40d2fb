-- title: what stands now, and what was resolved since the last letter
-- grain: one row per alert
-- unit: euros, cost positive
-- source: alert
SELECT year, domain, level, verschil, procent, told_at, resolved_at, acknowledged_by, reason_not_mailed
FROM alert
WHERE municipality = $municipality AND superseded_by IS NULL AND (told_at IS NOT NULL OR hold = '40_threshold')
  AND (resolved_at IS NULL OR resolved_at > $since) AND year >= $year - 1
ORDER BY resolved_at IS NOT NULL, level, verschil
