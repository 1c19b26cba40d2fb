-- title: finance was told, and it hardly moved since
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate; how much is a part of the threshold, `movement` of the policy
-- zin: al gemeld, en sindsdien nauwelijks veranderd
SELECT alert_id FROM alert_candidate WHERE change IS NULL
