-- title: how far the prognoses of a municipality are off, and which way
-- grain: one row per municipality and subject with a prognosis of which the outcome is known
-- unit: percent of the prognosis
-- source: kpi_track_record
-- uitleg: Gemiddelde van alle eerdere prognoses van een onderdeel: met teken (bias: stelselmatig te laag of te hoog) en
-- zonder (fout). Met minder dan drie prognoses is het een aanwijzing, geen patroon.
-- rule: over all years; year is that of the last prognosis.
SELECT left(sha256(concat_ws('|', 'bias', municipality, subject)), 32) AS kpi_id, municipality, max(year) AS year, level, subject,
    any_value(label) AS label, count(*) AS prognoses, round(avg(procent), 2) AS bias, round(avg(abs(procent)), 2) AS error,
    min(procent) AS least, max(procent) AS most,
    if(count(*) < 3, 'Minder dan drie prognoses: een aanwijzing, geen patroon.', NULL) AS reason,
    list_sort(list_distinct(flatten(list(document_ids)))) AS document_ids,
    flatten(list(observation_ids ORDER BY year, of_document)) AS observation_ids
FROM kpi_track_record
WHERE procent IS NOT NULL
GROUP BY municipality, level, subject
