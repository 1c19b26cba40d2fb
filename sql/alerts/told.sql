-- title: lines that finance was told of and whose end it was not told of
-- grain: one row per line
-- unit: none
-- source: alert
SELECT line_id FROM alert WHERE line_id IN (SELECT unnest($lines::VARCHAR[])) GROUP BY line_id
HAVING max(told_at) IS NOT NULL AND coalesce(max(resolved_at) FILTER (resolved_at < $now) < max(told_at), true)
