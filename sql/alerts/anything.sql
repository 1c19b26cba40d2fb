-- title: whether anything is over its budget, or was
-- grain: one row
-- unit: none
-- source: alert_raised, alert
SELECT EXISTS (FROM alert_raised) OR EXISTS (
    FROM alert WHERE superseded_by IS NULL AND resolved_at IS NULL
        AND (municipality, year) IN (SELECT (municipality, year) FROM alert_scope))
