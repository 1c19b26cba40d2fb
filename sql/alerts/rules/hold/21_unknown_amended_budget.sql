-- title: it is over the first budget only, and the council has amended that since
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, judged_cost
-- zin: alleen boven de primitieve begroting, terwijl die daarna is gewijzigd
SELECT c.alert_id
FROM alert_candidate AS c
WHERE c.scenario_begroting = 'begroting_primitief' AND EXISTS (
    FROM judged_cost AS b WHERE b.scenario = 'begroting_gewijzigd'
        AND (b.municipality, b.year, b.domain) = (c.municipality, c.year, c.domain))
