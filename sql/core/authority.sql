-- title: which of several statements goes first
-- grain: macros; one number, date or list per call
-- unit: none
-- source: none
-- authority_of: 1 is best; who sets a figure comes before who repeats it. The council sets the budget in the
-- begroting, its changes are accounted for in the jaarstukken. A prognose is an expectation: of tussenrapportage and
-- monitor the newest is the best, so they have one rank.
-- known_on: when a document was published, else the end of what it covers.
-- goes_first: the smallest goes first: authority, then the newest document, then a figure printed as the total of its
-- own rows before a line of a summary. Who orders by it adds the reading order, so that nothing is left to chance.
-- newest: the same for a date alone. Where the first of several is asked for, the order stands in brackets: of one row
-- instead of many columns DuckDB takes the least by an aggregate, for half of what sorting in a window costs (November
-- 2026). DESC has no place there; nulls come last in both.
-- is_social_taakveld, is_social_category: a taakveld that the KPIs count, or what is booked on it by category.
-- measure_rank: lasten, which the council authorises, before the net cost that a document prints.
CREATE OR REPLACE MACRO known_on(published, kind, year, period) AS coalesce(published, CASE
    WHEN kind = 'begroting' THEN make_date(year - 1, 11, 15)  -- the council decides before the year begins
    WHEN period LIKE '%Q1' THEN make_date(year, 3, 31)
    WHEN period LIKE '%Q2' OR period LIKE '%H1' THEN make_date(year, 6, 30)
    WHEN period LIKE '%Q3' THEN make_date(year, 9, 30)
    ELSE make_date(year, 12, 31)
END);

CREATE OR REPLACE MACRO authority_of(scenario, kind) AS list_position(CASE
    WHEN scenario IN ('begroting', 'begroting_primitief', 'meerjarenraming', 'streefwaarde', 'taakstelling')
        THEN ['begroting', 'iv3', 'jaarstukken', 'tussenrapportage', 'monitor', 'other']
    WHEN scenario IN ('prognose', 'verwacht')
        THEN ['tussenrapportage', 'jaarstukken', 'begroting', 'iv3', 'other']
    ELSE ['jaarstukken', 'iv3', 'tussenrapportage', 'monitor', 'begroting', 'other']
END, if(scenario IN ('prognose', 'verwacht') AND kind = 'monitor', 'tussenrapportage', kind));

CREATE OR REPLACE MACRO newest(known_on) AS -date_diff('day', DATE '1970-01-01', known_on);

CREATE OR REPLACE MACRO goes_first(authority, known_on, is_total) AS
    2 * (authority * 1000000 + newest(known_on)) + if(is_total, 0, 1);

CREATE OR REPLACE MACRO measure_rank(metric) AS list_position(listed_cost_measures(), metric);

CREATE OR REPLACE MACRO social_pattern() AS 'taakveld\.(' || array_to_string(listed_social_taakvelden(), '|') || ')';

CREATE OR REPLACE MACRO is_social_taakveld(concept) AS regexp_full_match(concept, social_pattern());

CREATE OR REPLACE MACRO is_social_category(concept) AS regexp_full_match(concept, social_pattern() || '\.[lb][\d.]+');
