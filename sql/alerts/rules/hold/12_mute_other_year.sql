-- title: a document about another year repeats or expects it
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, alert
-- zin: terugblik of vooruitblik: het document gaat over een ander jaar
-- Once the line was judged by a document of its own year, another figure in a later document is a correction, and news.
SELECT c.alert_id
FROM alert_candidate AS c
WHERE NOT c.of_its_year AND NOT EXISTS (
    FROM alert AS a WHERE a.line_id = c.line_id AND a.alert_id <> c.alert_id
        AND coalesce(a.hold NOT IN ('12_mute_other_year', '11_mute_historic_year'), true))
