-- title: result on benefits (BUIG)
-- grain: one row per municipality, year and what it is held against
-- unit: euros; positive is favourable
-- source: judged_line (own budget), judged_statement (baten and lasten of taakveld 6.3)
-- uitleg: Het resultaat op uitkeringen hangt ervan af waartegen: tegen de eigen begroting (netto, uit de eigen stukken),
-- of tegen de baten van heel inkomensregelingen (taakveld 6.3): wat het Rijk betaalt, maar met de lasten van bijzondere
-- bijstand, minimabeleid en uitvoering erbij. Dat is niet het resultaat op de BUIG alleen, dat een stuk in zijn tekst kan
-- geven, en de twee kunnen een ander teken hebben.
-- rule: own budget: the newest version of kpi_use; the state: the statement that goes first, from one document.
SELECT left(sha256(concat_ws('|', 'buig', municipality, year, against)), 32) AS kpi_id, municipality, year, against,
    paid, held_against, result, document_ids, observation_ids
FROM (
    SELECT r.municipality, r.year, 'eigen begroting' AS against, r.cost AS paid, b.cost AS held_against,
        b.cost - r.cost AS result, list_sort(list_distinct([r.document_id, b.document_id])) AS document_ids,
        r.observation_ids || b.observation_ids AS observation_ids
    FROM judged_line AS r
    JOIN judged_line AS b USING (municipality, year, subject, metric, iv3)
    WHERE r.subject = 'participatie.buig' AND r.scenario = 'realisatie' AND b.scenario LIKE 'begroting%'
    QUALIFY row_number() OVER (
        PARTITION BY r.municipality, r.year
        ORDER BY (b.scenario = 'begroting_primitief', newest(b.known_on), goes_first(r.authority, r.known_on, r.is_total),
            r.document_id, r.table_id, b.document_id, b.table_id)
    ) = 1
    UNION ALL
    SELECT l.municipality, l.period::INTEGER, format('baten van heel taakveld 6.3 ({})', if(l.kind = 'iv3', 'Iv3', 'eigen stukken')),
        l.standard_value, b.standard_value, b.standard_value - l.standard_value, [l.document_id],
        [l.observation_id, b.observation_id]
    FROM judged_statement AS l
    JOIN judged_statement AS b ON b.document_id = l.document_id AND b.concept = l.concept AND b.period = l.period
        AND b.metric = 'baten' AND b.scenario = 'realisatie'
    WHERE l.metric = 'lasten' AND l.scenario = 'realisatie' AND list_contains(listed_benefits(), replace(l.concept, 'taakveld.', ''))
      AND regexp_full_match(l.period, '\d{4}')
    QUALIFY row_number() OVER (
        PARTITION BY l.municipality, l.period, l.kind = 'iv3'
        ORDER BY (goes_first(l.authority, l.known_on, l.is_total), l.document_id, l.table_id, l."row", b."row",
            l.observation_id, b.observation_id)
    ) = 1
)
