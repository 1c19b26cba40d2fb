-- title: the fiscal year lies too far back for anybody to act on
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, alert_policy
-- zin: historisch jaar
SELECT c.alert_id FROM alert_candidate AS c JOIN alert_policy AS p USING (municipality) WHERE c.year < p.first_year
