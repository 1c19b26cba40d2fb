-- title: documents that were read since the last digest and contradict themselves or others
-- grain: one row per document
-- unit: count
-- source: finding, document
SELECT d.name AS document, d.municipality, d.year, count(*) FILTER (f.severity = 'error') AS errors,
    count(*) FILTER (f.severity = 'warning') AS warnings, arg_min(f.text, f.finding_id) FILTER (f.severity = 'error') AS text
FROM finding AS f
JOIN document AS d USING (document_id)
WHERE d.superseded_by IS NULL AND d.loaded_at > $since AND NOT contains(d.document_id, '#')
GROUP BY ALL HAVING count(*) FILTER (f.severity = 'error') > 0
ORDER BY errors DESC, document
