-- title: what documents state, each statement with the rank of its source, and the statements that count
-- grain: statement: one row per observation with a value; current_statement: those of documents not superseded
-- unit: column unit; money in whole euros
-- source: observation (concluded_of says what is left out), document; statement_of, current_statement_of: the same of
-- any relation with the columns of observation
-- settled, settled_statement: those of either on which may be built. Facts, checks, KPIs and alerts read nothing else.
-- known_on, authority: sql/core/authority.sql.
-- print_unit: what one step of the last printed digit is worth; two prints in one unit must be equal.
CREATE OR REPLACE MACRO statement_of(stated) AS TABLE
SELECT
    o.*, d.municipality, d.kind, d.year AS document_year, d.period AS document_period, d.name AS document,
    d.superseded_by, known_on(d.published, d.kind, d.year, d.period) AS known_on,
    authority_of(o.scenario, d.kind) AS authority,
    o.scale / pow(10, length(regexp_extract(o.raw, ',(\d+)', 1))) AS print_unit
FROM concluded_of(stated) AS o
JOIN document AS d USING (document_id)
WHERE o.value IS NOT NULL;

CREATE OR REPLACE MACRO current_statement_of(stated) AS TABLE FROM statement_of(stated) WHERE superseded_by IS NULL;

CREATE OR REPLACE VIEW statement AS FROM statement_of('observation');

CREATE OR REPLACE VIEW current_statement AS FROM current_statement_of('observation');

CREATE OR REPLACE VIEW settled AS FROM statement WHERE left_out IS NULL;

CREATE OR REPLACE VIEW settled_statement AS FROM settled WHERE superseded_by IS NULL;

CREATE OR REPLACE VIEW left_out_statement AS FROM current_statement WHERE left_out IS NOT NULL;

COMMENT ON VIEW statement IS 'Observations with the rank of their source, of superseded documents too';
COMMENT ON VIEW current_statement IS 'Observations of documents that are not superseded, with the rank of their source';
COMMENT ON VIEW settled IS 'Statements on which may be built: not open, not in doubt, no mere resemblance';
COMMENT ON VIEW settled_statement IS 'Those of them in documents that are not superseded: what facts, checks and KPIs read';
COMMENT ON VIEW left_out_statement IS 'What current documents state on which nothing is built, with what is open or in doubt';
