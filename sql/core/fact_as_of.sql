-- title: the facts as they were known on a day, by what had been loaded at a moment
-- grain: one row per municipality, concept, metric, scenario and period; columns as fact_current
-- unit: column unit; money in whole euros
-- source: settled, document_version; FROM fact_as_of(DATE '2025-07-01', TIMESTAMP '2026-01-01')
-- on_day: documents known later do not count, nor do corrections published later. loaded_by: in UTC; documents
-- loaded later do not count. A better reading of the same document takes the place of the earlier one in the past
-- too: history tells what was published, read_log tells who read what when.
-- rule: the order of fact_current (a test holds the two together).
CREATE OR REPLACE MACRO fact_as_of(on_day, loaded_by) AS TABLE
SELECT s.*, count(*) OVER fact AS statements
FROM settled AS s
WHERE s.known_on <= on_day AND s.document_id IN (
    SELECT v.document_id
    FROM document_version AS v
    LEFT JOIN document AS successor ON successor.document_id = v.superseded_by
    WHERE v.held_from <= loaded_by AND (
        v.held_until IS NULL OR v.held_until > loaded_by
        OR known_on(successor.published, successor.kind, successor.year, successor.period) > on_day
    )
)
WINDOW fact AS (PARTITION BY municipality, concept, metric, scenario, period)
QUALIFY row_number() OVER (
    PARTITION BY municipality, concept, metric, scenario, period
    ORDER BY goes_first(authority, known_on, is_total), document_id, table_id, "row", "column", observation_id
) = 1;
