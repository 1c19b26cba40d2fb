-- title: less than is worth a mail at this level
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate
-- zin: onder de drempel
-- One that finance was told of and that shrank below it is news once more.
SELECT alert_id FROM alert_candidate WHERE abs(verschil) <= threshold AND change IS DISTINCT FROM 'shrank'
