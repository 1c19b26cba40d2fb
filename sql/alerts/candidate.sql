-- title: what may become an alert now, with what was known and told of it before
-- grain: one row per exceedance and its figures, in a temporary table
-- unit: euros, cost positive; rounding is half a printed unit per figure that was compared or summed
-- source: alert_raised (the rules of sql/alerts/rules/raise), alert_policy, alert, observation, document
-- movement: a part of the threshold; where every euro counts (level A) of what finance was told.
-- change: what a mail would tell: opened, grew, shrank or reopened; null where finance was told and it hardly moved.
CREATE OR REPLACE TEMP TABLE alert_candidate AS
WITH told AS (
    SELECT line_id, max(told_at) AS told_at, arg_max(abs(verschil), told_at) AS told_amount,
        arg_max(level, told_at) AS told_level, coalesce(max(resolved_at) >= max(told_at), false) AS closed
    FROM alert WHERE line_id IN (SELECT kpi_id FROM alert_raised)
    GROUP BY line_id HAVING max(told_at) IS NOT NULL
),
printed AS (
    SELECT r.alert_id, sum(o.scale / power(10, length(regexp_extract(o.raw, ',([0-9]{1,2})[^0-9]*$', 1)))) / 2 AS rounding,
        bool_or(d.year = r.year) FILTER (o.scenario = r.scenario_realisatie) AS of_its_year,
        arg_min(o.document_id, list_position(r.observation_ids, o.observation_id)) AS document_id
    FROM (SELECT *, unnest(observation_ids) AS observation_id FROM alert_raised) AS r
    JOIN alert_cell AS o USING (observation_id)
    JOIN document AS d USING (document_id)
    GROUP BY r.alert_id
),
weighed AS (
    SELECT r.*, r.kpi_id AS line_id, coalesce(c.rounding, 0) AS rounding, coalesce(c.of_its_year, true) AS of_its_year,
        c.document_id, told.* EXCLUDE (line_id),
        if(p.either, least(p.min_amount, p.min_percent * abs(r.begroting) / 100),
            greatest(p.min_amount, p.min_percent * abs(r.begroting) / 100))::DECIMAL(20, 4) AS threshold,
        p.movement * if(threshold = 0, coalesce(told.told_amount, 0), threshold) AS movement
    FROM alert_raised AS r
    JOIN alert_threshold AS p USING (municipality, level)
    LEFT JOIN printed AS c USING (alert_id)
    LEFT JOIN told ON told.line_id = r.kpi_id
)
SELECT *, CASE
    WHEN told_at IS NULL THEN 'opened'
    WHEN closed THEN 'reopened'
    WHEN level < told_level OR abs(verschil) - told_amount > movement THEN 'grew'
    WHEN told_amount - abs(verschil) > movement THEN 'shrank'
END AS change
FROM weighed
