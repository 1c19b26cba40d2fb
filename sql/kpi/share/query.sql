-- title: share of a domain in the programme and in all lasten of the municipality
-- grain: one row per municipality, year, domain, source and version
-- unit: percent
-- source: judged_line, judged_statement (all taakvelden of Iv3)
-- uitleg: Het domein gedeeld door het programma sociaal domein van hetzelfde stuk, en uit Iv3 door alle lasten van de
-- gemeente zonder reserves (0.10) en resultaat (0.11).
-- rule: of each source and version the line that goes first in kpi_use; domain and programme from one document.
WITH chosen AS (
    SELECT * FROM judged_line WHERE level IN ('domein', 'programma') AND scenario <> 'prognose'
    QUALIFY row_number() OVER (
        PARTITION BY municipality, year, subject, iv3, scenario, metric, document_id
        ORDER BY (basis, NOT is_total, table_id)
    ) = 1
),
whole AS (
    SELECT document_id, scenario, period, sum(standard_value) AS lasten FROM judged_statement
    WHERE kind = 'iv3' AND metric = 'lasten' AND regexp_full_match(concept, 'taakveld\.\d+\.\d+[a-z]?')
      AND concept NOT IN ('taakveld.0.10', 'taakveld.0.11')
    GROUP BY ALL
)
SELECT left(sha256(concat_ws('|', 'share', d.municipality, d.year, d.subject, d.iv3, d.scenario)), 32) AS kpi_id,
    d.municipality, d.year, d.subject AS domain, if(d.iv3, 'iv3', 'documents') AS source, d.scenario, d.metric, d.cost,
    t.cost AS programma, round(100 * (d.cost / nullif(t.cost, 0))::DOUBLE, 2) AS of_programme,
    round(100 * (d.cost / nullif(w.lasten, 0))::DOUBLE, 2) AS of_all, [d.document_id] AS document_ids,
    d.observation_ids || t.observation_ids AS observation_ids
FROM chosen AS d
JOIN chosen AS t ON t.subject = 'totaal' AND (t.document_id, t.scenario, t.metric, t.year)
    = (d.document_id, d.scenario, d.metric, d.year)
LEFT JOIN whole AS w ON w.document_id = d.document_id AND w.scenario = d.scenario AND w.period = d.year::VARCHAR
WHERE d.subject <> 'totaal'
QUALIFY row_number() OVER (
    PARTITION BY d.municipality, d.year, d.subject, d.iv3, d.scenario
    ORDER BY (measure_rank(d.metric), goes_first(d.authority, d.known_on, d.is_total), d.document_id)
) = 1
