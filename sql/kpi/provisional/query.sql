-- title: share of provisional figures
-- grain: one row per municipality, document and year
-- unit: percent of the realised figures of the document over its own year
-- source: judged_statement
-- uitleg: Welk deel van de realisaties van een stuk voorlopig is: de cel draagt een noot (*), of de kop of het jaar zegt
-- voorlopig, of het stuk gaat over een deel van het jaar. Een noot kan ook iets anders betekenen: de tekst ernaast telt.
-- rule: marks of favourable and adverse (V, N, I for incidental) are no notes.
SELECT left(sha256(concat_ws('|', 'provisional', municipality, document_id)), 32) AS kpi_id, municipality,
    document_year AS year, document, count(*) AS figures,
    count(*) FILTER (noted) AS noted, count(*) FILTER (part_of_year) AS part_of_year,
    round(100.0 * count(*) FILTER (noted OR part_of_year) / count(*), 2) AS share, [document_id] AS document_ids,
    coalesce(list(observation_id ORDER BY table_id, "row", "column") FILTER (noted), []) AS observation_ids
FROM (
    SELECT *, regexp_matches(coalesce(mark, ''), '[*]')
            OR regexp_matches(lower(concat_ws(' ', column_label, row_label)), '\b(voorlopig|vlp|onder voorbehoud)') AS noted,
        document_period <> document_year::VARCHAR AS part_of_year
    FROM judged_statement
    WHERE scenario = 'realisatie' AND starts_with(period, document_year::VARCHAR) AND kind <> 'iv3'
)
GROUP BY municipality, document_year, document, document_id
