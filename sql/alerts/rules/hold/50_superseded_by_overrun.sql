-- title: the overrun of the same domain says it already
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate
-- zin: de overschrijding van hetzelfde domein gaat voor
-- Of a taakveld too: the mail about its domain names the taakvelden that carry most. But not of one that is red.
SELECT c.alert_id
FROM alert_candidate AS c
WHERE (c.level = 'C' OR (c.level = 'B' AND c.subject IS NOT NULL)) AND EXISTS (
    FROM alert_candidate AS o WHERE o.level <> 'C' AND o.subject IS NULL
        AND (o.municipality, o.year, o.domain) = (c.municipality, c.year, c.domain)
        AND abs(o.verschil) > greatest(o.threshold, o.rounding))
