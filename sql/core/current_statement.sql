-- title: what documents state, each statement with the rank of its source, and the statements that count
-- grain: statement: one row per observation with a value; current_statement: those of documents not superseded
-- unit: column unit; money in whole euros
-- source: observation, document
-- known_on: when a document was published, else the end of what it covers.
-- authority: 1 is best; who sets a figure comes before who repeats it. The council sets the budget in the
-- begroting, its changes are accounted for in the jaarstukken. A prognose is an expectation: of tussenrapportage and
-- monitor the newest is the best, so they have one rank.
-- print_unit: what one step of the last printed digit is worth; two prints in one unit must be equal.
CREATE OR REPLACE MACRO known_on(published, kind, year, period) AS coalesce(published, CASE
    WHEN kind = 'begroting' THEN make_date(year - 1, 11, 15)  -- the council decides before the year begins
    WHEN period LIKE '%Q1' THEN make_date(year, 3, 31)
    WHEN period LIKE '%Q2' OR period LIKE '%H1' THEN make_date(year, 6, 30)
    WHEN period LIKE '%Q3' THEN make_date(year, 9, 30)
    ELSE make_date(year, 12, 31)
END);

CREATE OR REPLACE VIEW statement AS
SELECT
    o.*, d.municipality, d.kind, d.year AS document_year, d.period AS document_period, d.name AS document,
    d.superseded_by, known_on(d.published, d.kind, d.year, d.period) AS known_on,
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
WHERE o.value IS NOT NULL;

CREATE OR REPLACE VIEW current_statement AS FROM statement WHERE superseded_by IS NULL;

COMMENT ON VIEW statement IS 'Observations with the rank of their source, of superseded documents too';
COMMENT ON VIEW current_statement IS 'Observations of documents that are not superseded, with the rank of their source';
