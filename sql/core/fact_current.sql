-- title: the current statement of every fact
-- grain: one row per municipality, concept, metric, scenario and period
-- unit: column unit; money in whole euros
-- source: current_statement
-- uitleg: Geldend is de uitspraak van het document met het meeste gezag voor dit soort cijfer, dan het nieuwste
-- document, dan een totaal dat bij zijn eigen rijen staat boven een overzicht, dan de leesvolgorde.
-- rule: in this order:
--   1. authority of the kind of document within the scenario (current_statement);
--   2. the newest document: published, else the end of the period that it covers;
--   3. a figure printed as the total of its own rows before the same figure as a line of a summary: the total
--      can be checked against its parts where it stands, a summary is copied by hand;
--   4. reading order.
-- known error (November 2026): of the seven figures that a monitor printed differently in its summary and in its
-- detail tables nothing proves that the detail is right; each is a finding (the_same_fact_is_stated_otherwise).
CREATE OR REPLACE VIEW fact_current AS
SELECT *, count(*) OVER fact AS statements
FROM current_statement
WINDOW fact AS (PARTITION BY municipality, concept, metric, scenario, period)
QUALIFY row_number() OVER (
    PARTITION BY municipality, concept, metric, scenario, period
    ORDER BY authority, known_on DESC, is_total DESC NULLS LAST, document_id, table_id, "row", "column", observation_id
) = 1;

COMMENT ON VIEW fact_current IS 'The current statement of every municipality, concept, metric, scenario and period';
