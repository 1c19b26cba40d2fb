-- title: candidates with the first rule that keeps their mail back
-- grain: one row per candidate, in a temporary table
-- unit: euros, cost positive
-- source: alert_candidate, alert_held (the rules of sql/alerts/rules/hold)
CREATE OR REPLACE TEMP TABLE alert_judged AS
SELECT c.*, h.hold, h.reason
FROM alert_candidate AS c
LEFT JOIN (
    SELECT alert_id, min(hold) AS hold, arg_min(reason, hold) AS reason FROM alert_held GROUP BY alert_id
) AS h USING (alert_id)
