-- title: realised or expected cost against each known version of the budget, at every level that is printed
-- grain: one row per municipality, year, subject, source (documents or iv3), version of the budget and of the outcome
-- unit: euros, cost positive; used: percent of the budget
-- source: judged_line (line_of the municipality in hand), known_name
-- uitleg: Elke bekende versie van de begroting tegen de realisatie van het hele jaar en tegen de prognose, voor
-- programma, domein, taakveld en product. Eigen stukken en Iv3 staan apart, want hun afbakening verschilt. Van meer
-- opgaven gaat die op lasten voor, dan een afgedrukt totaal, dan de nieuwste, dan wat in dezelfde tabel staat.
-- rule: the order of kpi_budget within one source, subject and pair of versions.
-- Of a budget below nought (what comes in is more than what goes out) no part is used: the difference tells.
-- Used is no measure of time: declarations come months later, so a year that is not over tells nothing by itself.
SELECT left(sha256(concat_ws('|', 'use', r.municipality, r.year, r.subject, r.iv3, b.scenario, r.scenario)), 32)
        AS kpi_id,
    r.municipality, r.year, r.level, r.subject, r.domain, coalesce(n.label, r.subject) AS label,
    if(r.iv3, 'iv3', 'documents') AS source,
    r.metric, r.basis, b.scenario AS scenario_begroting, b.cost AS begroting, r.scenario AS scenario_realisatie,
    r.cost AS realisatie, b.cost - r.cost AS verschil,
    if(b.cost > 0, round(100 * r.cost::DOUBLE / b.cost::DOUBLE, 4), NULL) AS used,
    list_sort(list_distinct([r.document_id, b.document_id])) AS document_ids,
    r.observation_ids || b.observation_ids AS observation_ids
FROM judged_line AS r
JOIN judged_line AS b USING (municipality, year, level, subject, metric, basis, iv3)
LEFT JOIN known_name AS n ON n.concept = r.subject
WHERE r.scenario IN ('realisatie', 'prognose') AND b.scenario LIKE 'begroting%'
  AND (r.concepts = b.concepts OR (r.document_id = b.document_id AND r.table_id = b.table_id)
       OR (r.whole_budget AND b.whole_budget))
QUALIFY row_number() OVER (
    PARTITION BY r.municipality, r.year, r.subject, r.iv3, b.scenario, r.scenario
    ORDER BY (measure_rank(r.metric), r.basis, newest(b.known_on), goes_first(r.authority, r.known_on, r.is_total),
        r.document_id <> b.document_id OR r.table_id IS DISTINCT FROM b.table_id, r.document_id <> b.document_id,
        r.document_id, r.table_id, b.document_id, b.table_id)
) = 1
