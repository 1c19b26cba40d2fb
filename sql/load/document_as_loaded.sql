-- title: what is known of one file, to tell a reading that changes something from one that does not
-- grain: one row for document $1 and one for each of its parts, if it has any
-- unit: none
-- source: tasks/ingest.py
SELECT d.municipality, d.kind, d.year, d.period, count(o.observation_id), bit_xor(hash(o.observation_id)),
    bit_xor(hash(o.observation_id, o.doubt, o.scenario_ground, o.period_ground, o.metric_ground, o.unit_ground,
        o.scale_ground, o.concept_ground, o.value_ground))
FROM document AS d
LEFT JOIN observation AS o USING (document_id)
WHERE d.document_id = $1 OR starts_with(d.document_id, $1 || '#')
GROUP BY d.document_id, d.municipality, d.kind, d.year, d.period
ORDER BY d.document_id
