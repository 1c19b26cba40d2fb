-- title: the figures of one alert
-- grain: one row, for alert $1
-- unit: euros, cost positive; verschil negative is over budget; procent over budget
-- source: alert
SELECT * FROM alert WHERE alert_id = $1
