-- title: one alert with what finance knew before
-- grain: one row
-- unit: euros, cost positive
-- source: alert; first_seen is the day on which finance could know that this domain was over, which is what the
--   rechtmatigheidsverantwoording asks for
SELECT a.*,
    (SELECT min(raised_at) FROM alert AS e
     WHERE e.municipality = a.municipality AND e.year = a.year AND e.domain = a.domain) AS first_seen
FROM alert AS a
WHERE a.alert_id = $alert_id
