-- title: how the budget moved from its first version to the last
-- grain: one row per municipality, year and subject of which one document prints both versions
-- unit: euros, cost positive; procent of the primitive budget
-- source: judged_line, known_name
-- uitleg: De primitieve begroting en die na wijziging uit hetzelfde stuk, op dezelfde maat. Netto van baten: een
-- verhoging die door hogere baten betaald wordt is bij lasten toch een verhoging.
-- rule: lasten first, a printed total before a sum, the newest document.
SELECT left(sha256(concat_ws('|', 'movement', a.municipality, a.year, a.subject)), 32) AS kpi_id, a.municipality, a.year,
    a.level, a.subject, coalesce(n.label, a.subject) AS label, a.metric, p.cost AS primitief, a.cost AS gewijzigd,
    a.cost - p.cost AS wijziging, round(100 * (a.cost - p.cost)::DOUBLE / nullif(abs(p.cost), 0)::DOUBLE, 4) AS procent,
    [a.document_id] AS document_ids, p.observation_ids || a.observation_ids AS observation_ids
FROM judged_line AS a
JOIN judged_line AS p USING (municipality, year, level, subject, metric, basis, document_id)
LEFT JOIN known_name AS n ON n.concept = a.subject
WHERE a.scenario = 'begroting_gewijzigd' AND p.scenario = 'begroting_primitief'
  AND (a.table_id = p.table_id OR a.concepts = p.concepts)
QUALIFY row_number() OVER (
    PARTITION BY a.municipality, a.year, a.subject
    ORDER BY (measure_rank(a.metric), a.basis, goes_first(a.authority, a.known_on, a.is_total),
        a.table_id IS DISTINCT FROM p.table_id, a.document_id, a.table_id, p.table_id)
) = 1
