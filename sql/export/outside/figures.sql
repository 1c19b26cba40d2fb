-- title: figures as others get them: without those that would tell of few people
-- grain: as exported
-- unit: as exported
-- source: exported (facts or observations), suppressed (tasks/privacy.py)
-- parameters: least_people stands for the setting; which figures there are, and where, stays
SELECT e.* REPLACE (
    if(s.reason IS NULL, e.value, NULL) AS value,
    if(s.reason IS NULL, e.standard_value, NULL) AS standard_value,
    CASE WHEN s.reason IS NULL THEN e.raw WHEN s.reason = 'count' THEN 'minder dan least_people' ELSE 'niet getoond' END
        AS raw
)
FROM exported AS e
LEFT JOIN suppressed AS s USING (observation_id)
