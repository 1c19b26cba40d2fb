-- title: incidental part of what was realised
-- grain: one row per municipality, year and domain, product or taakveld of which a document prints it
-- unit: euros, lasten; procent of the realisatie
-- source: judged_statement, known_name
-- uitleg: Het deel van de lasten dat het stuk zelf incidenteel noemt, naast de realisatie in dezelfde tabel. Wat niet
-- incidenteel is, komt volgend jaar naar verwachting terug.
-- rule: both from one table; of several tables the one whose realisatie goes first.
SELECT left(sha256(concat_ws('|', 'incidental', r.municipality, r.period, r.concept)), 32) AS kpi_id, r.municipality,
    r.period::INTEGER AS year, if(r.concept = 'programma', 'totaal', r.concept) AS subject,
    coalesce(n.label, subject) AS label, r.standard_value AS realisatie, i.standard_value AS incidenteel,
    round((100 * i.standard_value / nullif(r.standard_value, 0))::DOUBLE, 4) AS procent,
    [r.document_id] AS document_ids, [r.observation_id, i.observation_id] AS observation_ids
FROM judged_statement AS r
JOIN judged_statement AS i USING (document_id, table_id, concept, metric, period)
LEFT JOIN known_name AS n ON n.concept = if(r.concept = 'programma', 'totaal', r.concept)
WHERE r.scenario = 'realisatie' AND i.scenario = 'incidenteel' AND r.metric = 'lasten' AND r.unit = 'EUR'
  AND i.unit = 'EUR' AND NOT contains(r.concept, '/') AND regexp_full_match(r.period, '\d{4}')
QUALIFY row_number() OVER (
    PARTITION BY r.municipality, r.period, r.concept
    ORDER BY (goes_first(r.authority, r.known_on, r.is_total), r.document_id, r.table_id, r.observation_id, i.observation_id)
) = 1
