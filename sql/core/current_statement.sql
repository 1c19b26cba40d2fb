-- title: the statements that count, each with the rank of its source
-- grain: one row per observation of a document that is not superseded
-- unit: column unit; money in whole euros
-- source: observation, document
-- authority: 1 is best; who sets a figure comes before who repeats it. The council sets the budget in the
-- begroting, its changes are accounted for in the jaarstukken. A prognose is an expectation: of tussenrapportage and
-- monitor the newest is the best, so they have one rank.
-- print_unit: what one step of the last printed digit is worth; two prints in one unit must be equal.
CREATE OR REPLACE VIEW current_statement AS
SELECT
    o.*, d.municipality, d.kind, d.year AS document_year, d.period AS document_period, d.name AS document,
    coalesce(d.published, CASE
        WHEN d.kind = 'begroting' THEN make_date(d.year - 1, 11, 15)  -- the council decides before the year begins
        WHEN d.period LIKE '%Q1' THEN make_date(d.year, 3, 31)
        WHEN d.period LIKE '%Q2' OR d.period LIKE '%H1' THEN make_date(d.year, 6, 30)
        WHEN d.period LIKE '%Q3' THEN make_date(d.year, 9, 30)
        ELSE make_date(d.year, 12, 31)
    END) AS known_on,
    list_position(CASE
        WHEN o.scenario IN ('begroting', 'begroting_primitief', 'meerjarenraming', 'streefwaarde', 'taakstelling')
            THEN ['begroting', 'iv3', 'jaarstukken', 'tussenrapportage', 'monitor', 'other']
        WHEN o.scenario IN ('prognose', 'verwacht')
            THEN ['tussenrapportage', 'jaarstukken', 'begroting', 'iv3', 'other']
        ELSE ['jaarstukken', 'iv3', 'tussenrapportage', 'monitor', 'begroting', 'other']
    END, if(o.scenario IN ('prognose', 'verwacht') AND d.kind = 'monitor', 'tussenrapportage', d.kind)) AS authority,
    o.scale / pow(10, length(regexp_extract(o.raw, ',(\d+)', 1))) AS print_unit
FROM observation AS o
JOIN document AS d USING (document_id)
WHERE d.superseded_by IS NULL AND o.value IS NOT NULL;

COMMENT ON VIEW current_statement IS 'Observations of documents that are not superseded, with the rank of their source';
