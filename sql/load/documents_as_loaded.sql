-- title: what is known of files, to tell a reading that changes something from one that does not
-- grain: one row for each document of the files in $1 (sha256), the parts of a file too
-- unit: none
-- source: document, observation; rows are found by the load that put them there
SELECT split_part(d.document_id, '#', 1) AS file, d.municipality, d.kind, d.year, d.period, count(o.observation_id),
    bit_xor(hash(o.observation_id)),
    bit_xor(hash(o.observation_id, o.doubt, o.scenario_ground, o.period_ground, o.metric_ground, o.unit_ground,
        o.scale_ground, o.concept_ground, o.value_ground))
FROM document AS d
LEFT JOIN observation AS o USING (document_id, load_number)
WHERE split_part(d.document_id, '#', 1) IN (SELECT unnest($1::VARCHAR[]))
GROUP BY d.document_id, d.municipality, d.kind, d.year, d.period
ORDER BY d.document_id
