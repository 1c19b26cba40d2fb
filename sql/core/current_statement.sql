-- title: what documents state, each statement with the rank of its source, and the statements that count
-- grain: statement: one row per observation with a value; current_statement: those of documents not superseded
-- unit: column unit; money in whole euros
-- source: observation (concluded_of says what is left out), document
-- settled, settled_statement: those of either on which may be built. Facts, checks, KPIs and alerts read nothing else.
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
FROM concluded_of('observation') AS o
JOIN document AS d USING (document_id)
WHERE o.value IS NOT NULL;

CREATE OR REPLACE VIEW current_statement AS FROM statement WHERE superseded_by IS NULL;

CREATE OR REPLACE VIEW settled AS FROM statement WHERE left_out IS NULL;

CREATE OR REPLACE VIEW settled_statement AS FROM settled WHERE superseded_by IS NULL;

CREATE OR REPLACE VIEW left_out_statement AS FROM current_statement WHERE left_out IS NOT NULL;

COMMENT ON VIEW statement IS 'Observations with the rank of their source, of superseded documents too';
COMMENT ON VIEW current_statement IS 'Observations of documents that are not superseded, with the rank of their source';
COMMENT ON VIEW settled IS 'Statements on which may be built: not open, not in doubt, no mere resemblance';
COMMENT ON VIEW settled_statement IS 'Those of them in documents that are not superseded: what facts, checks and KPIs read';
COMMENT ON VIEW left_out_statement IS 'What current documents state on which nothing is built, with what is open or in doubt';
