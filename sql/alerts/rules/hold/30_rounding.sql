-- title: the printed amounts are too coarse to tell
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate; rounding is half a printed unit per figure that was compared or summed
-- zin: binnen de afronding van de afgedrukte bedragen
SELECT alert_id FROM alert_candidate WHERE abs(verschil) <= rounding
