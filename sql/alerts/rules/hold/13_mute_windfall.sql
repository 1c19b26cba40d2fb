-- title: less is expected than before
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate
-- zin: een meevaller: die staat in het kwartaaloverzicht
SELECT alert_id FROM alert_candidate WHERE level = 'C' AND verschil > 0
