-- title: the alerts of a mail with what finance knew before
-- grain: one row per alert, the gravest first
-- unit: euros, cost positive
-- source: alert; first_seen is the day on which finance could know that this line was over, which is what the
--   rechtmatigheidsverantwoording asks for; told_before is the overrun of the mail before, where there was one
SELECT a.*,
    (SELECT min(raised_at) FROM alert AS e WHERE e.line_id = a.line_id) AS first_seen,
    (SELECT arg_max(abs(e.verschil), e.told_at) FROM alert AS e
        WHERE e.line_id = a.line_id AND e.told_at < a.told_at) AS told_before
FROM alert AS a
WHERE list_contains($alert_ids::VARCHAR[], a.alert_id)
ORDER BY a.resolved_at IS NOT NULL, a.level, abs(a.verschil) DESC, a.municipality, a.year, a.domain
