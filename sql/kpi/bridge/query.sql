-- title: from the realised cost in a municipality's own documents to the lasten of Iv3
-- grain: one row per municipality, year and domain of which both are known
-- unit: euros, cost positive
-- source: judged_line, judged_statement (baten of the taakvelden of Iv3)
-- uitleg: Van de eigen stukken naar Iv3: drukken de eigen stukken netto kosten af, dan eerst de baten van dezelfde
-- taakvelden in Iv3 erbij; wat dan overblijft is andere afbakening (taakvelden die de eigen stukken niet meenemen,
-- overhead, doorbelasting) en is uit deze stukken niet verder te splitsen.
-- rule: of each source the realised cost that goes first in kpi_use.
WITH chosen AS (
    SELECT * FROM judged_line WHERE scenario = 'realisatie' AND level IN ('domein', 'programma')
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, subject, iv3
        ORDER BY (measure_rank(metric), basis, goes_first(authority, known_on, is_total), document_id, table_id)
    ) = 1
),
income AS (
    SELECT i.municipality, i.year, i.subject, sum(s.standard_value) AS baten,
        list(s.observation_id ORDER BY s.concept) AS observation_ids
    FROM chosen AS i
    JOIN judged_statement AS s ON s.document_id = i.document_id AND s.metric = 'baten' AND s.scenario = 'realisatie'
        AND list_contains(i.concepts, s.concept) AND s.period = i.year::VARCHAR
    WHERE i.iv3
    GROUP BY ALL
)
SELECT left(sha256(concat_ws('|', 'bridge', o.municipality, o.year, o.subject)), 32) AS kpi_id, o.municipality, o.year,
    o.subject AS domain, o.metric, o.cost AS own, if(o.metric = 'lasten', 0, n.baten) AS baten,
    i.cost - o.cost - if(o.metric = 'lasten', 0, n.baten) AS rest, i.cost AS iv3,
    list_sort([o.document_id, i.document_id]) AS document_ids,
    o.observation_ids || i.observation_ids || if(o.metric = 'lasten', [], n.observation_ids) AS observation_ids
FROM chosen AS o
JOIN chosen AS i ON i.iv3 AND NOT o.iv3 AND (o.municipality, o.year, o.subject) = (i.municipality, i.year, i.subject)
LEFT JOIN income AS n ON (n.municipality, n.year, n.subject) = (i.municipality, i.year, i.subject)
WHERE i.metric = 'lasten' AND (o.metric = 'lasten' OR n.baten IS NOT NULL)
