-- title: past prognoses against what came of them
-- grain: one row per municipality, year, subject and document with a prognosis
-- unit: euros, cost positive; procent of the prognosis
-- source: judged_line, known_name
-- uitleg: Elke prognose naast de realisatie die later bekend werd, op dezelfde maat. Positief: het werd duurder dan
-- verwacht. Wat de prognose bewust buiten liet (energietoeslag), staat als afwijking in de cijfers: lees de toelichting
-- van het stuk.
-- rule: the realised cost of the whole year that goes first, from a document known after the prognosis. What is called a
-- prognose after its year was over is none: it knew (Borne, October 2023: a column '2022Prog' with what 2022 had cost).
WITH pair AS (
    SELECT f.municipality, f.year, f.level, f.subject, f.domain, f.metric, f.known_on AS expected_on, f.cost AS prognose,
        r.cost AS realisatie, f.document_id AS of_document,
        list_sort(list_distinct([f.document_id, r.document_id])) AS document_ids,
        f.observation_ids || r.observation_ids AS observation_ids
    FROM judged_line AS f
    JOIN judged_line AS r USING (municipality, year, level, subject, metric, basis, iv3)
    WHERE f.scenario = 'prognose' AND r.scenario = 'realisatie' AND r.known_on > f.known_on
      AND f.known_on <= make_date(f.year, 12, 31)
      AND (f.concepts = r.concepts)
    QUALIFY row_number() OVER (
        PARTITION BY f.municipality, f.year, f.subject, f.document_id
        ORDER BY (measure_rank(f.metric), f.basis, goes_first(r.authority, r.known_on, r.is_total), NOT f.is_total,
            f.table_id, r.document_id, r.table_id)
    ) = 1
)
SELECT left(sha256(concat_ws('|', 'track_record', p.municipality, p.year, p.subject, p.of_document)), 32) AS kpi_id,
    p.municipality, p.year, p.level, p.subject, coalesce(n.label, p.subject) AS label, p.metric, p.expected_on, p.prognose,
    p.realisatie, p.realisatie - p.prognose AS afwijking,
    round(100 * (p.realisatie - p.prognose)::DOUBLE / nullif(abs(p.prognose), 0)::DOUBLE, 2) AS procent,
    o.reason, p.document_ids, p.observation_ids, p.of_document
FROM pair AS p
LEFT JOIN (
    SELECT p.municipality, p.year, p.subject, p.of_document,
        format('De realisatie staat elders als € {}.', dutch_number(max(l.cost))) AS reason
    FROM pair AS p JOIN judged_line AS l USING (municipality, year, subject, metric)
    WHERE l.scenario = 'realisatie' AND NOT l.iv3 AND abs(l.cost - p.realisatie) > abs(p.realisatie) / 100
    GROUP BY ALL
) AS o USING (municipality, year, subject, of_document)
LEFT JOIN known_name AS n ON n.concept = p.subject
