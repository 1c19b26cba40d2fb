-- title: alerts that finance is to be told of now
-- grain: one row per alert
-- unit: euros, cost positive
-- source: alert_judged
SELECT alert_id, municipality, level, domain, document_id, change, line_id, verschil, told_amount
FROM alert_judged WHERE hold IS NULL
ORDER BY municipality, document_id, year, level, domain, alert_id
