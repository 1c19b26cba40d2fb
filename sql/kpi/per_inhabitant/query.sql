-- title: cost per inhabitant and per young person
-- grain: one row per municipality, year, subject, source and version
-- unit: euros per inhabitant; per_young: euros per person under 18
-- source: judged_line, judged_taakveld (for the Wmo without tasks of centre municipalities), population
-- uitleg: Kosten gedeeld door de inwoners op 1 januari van dat jaar, uit Iv3 op lasten en zonder reserves. Van de Wmo
-- staat er ook een regel zonder beschermd wonen en opvang, want die voert een centrumgemeente voor anderen uit. Jeugd per
-- jongere (onder 18) staat er alleen waar hun aantal bekend is.
-- rule: of each source and version the line that goes first in kpi_use.
WITH chosen AS (
    SELECT municipality, year, subject, iv3, scenario, metric, cost, document_id, observation_ids FROM judged_line
    WHERE level IN ('domein', 'programma') AND scenario <> 'prognose'
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, subject, iv3, scenario
        ORDER BY (measure_rank(metric), basis, goes_first(authority, known_on, is_total), document_id, table_id)
    ) = 1
    UNION ALL
    SELECT municipality, year, 'wmo_lokaal', true, scenario, metric, sum(cost), document_id,
        flatten(list(observation_ids ORDER BY concept))
    FROM judged_taakveld
    WHERE kind = 'iv3' AND domain = 'wmo' AND metric = 'lasten' AND NOT leads(listed_centre_tasks(), concept)
    GROUP BY ALL
    HAVING is_booked(metric, sum(cost))
)
SELECT left(sha256(concat_ws('|', 'per_inhabitant', c.municipality, c.year, c.subject, c.iv3, c.scenario)), 32) AS kpi_id,
    c.municipality, c.year, c.subject, if(c.iv3, 'iv3', 'documents') AS source, c.scenario, c.metric, c.cost,
    p.inwoners, p.size, round((c.cost / p.inwoners)::DOUBLE, 2) AS per_inhabitant,
    if(c.subject = 'jeugd', p.jongeren, NULL) AS jongeren,
    if(c.subject = 'jeugd', round((c.cost / p.jongeren)::DOUBLE, 2), NULL) AS per_young,
    CASE
        WHEN p.inwoners IS NULL THEN format('Van {} is het aantal inwoners niet bekend.', c.year)
        WHEN c.subject = 'jeugd' AND p.jongeren IS NULL
            THEN format('Van {} is het aantal jongeren in deze gemeente niet bekend.', c.year)
    END AS reason, [c.document_id] AS document_ids, c.observation_ids
FROM chosen AS c
LEFT JOIN population AS p USING (municipality, year)
