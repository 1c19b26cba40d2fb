-- title: every statement of the facts that the figures at hand state, in a temporary table
-- grain: one row per observation of the same municipality, concept, metric, scenario and period
-- unit: column unit
-- source: statement (superseded documents too), document, asked
-- Each column is narrowed by itself before they are joined: only then does the search skip what it need not read (25
-- against 150 ms, and 2 s with the join alone, in 10 million observations).
CREATE OR REPLACE TEMP TABLE asked_fact AS
FROM (
    FROM statement
    WHERE document_id IN (SELECT document_id FROM document WHERE municipality IN (SELECT municipality FROM asked))
      AND concept IN (SELECT concept FROM asked) AND period IN (SELECT period FROM asked)
      AND metric IN (SELECT metric FROM asked)
)
SEMI JOIN asked USING (municipality, concept, metric, scenario, period)
