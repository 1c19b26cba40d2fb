-- title: what was restated: the same fact with another value in another document, or in another table of the same
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: column unit; money in whole euros
-- source: settled, fact_current, finding; restatement_of: any two relations with their columns
-- rule: within a document two prints in the same unit must be equal and a coarser print may differ by half its unit;
-- between documents one unit is rounding. Left out: verschil (it has a check of its own), and between documents
-- whatever is meant to move (prognose, a changed budget). A label that no vocabulary knows is only trusted to say the
-- same thing when it is long enough to be a sentence of its own, and says more than what is measured: 'Saldo van baten en
-- lasten programma' stands under every programme.
-- Tables of two programmes in one document each print their part of a taakveld.
-- scope: why the two may not be about the same: words of extent that only one of them has, a known error of the
-- source at one of them, or a row beside it that differs by the same amount the other way (moved between rows).
-- iv3_beside: one of the two is of Iv3, which books by rules of its own, and the other is not.
-- first_seen, last_seen: when the oldest and the newest document that state this other value were known.
CREATE OR REPLACE MACRO extent(table_title, row_label, column_label) AS list_sort(list_distinct(regexp_extract_all(
    lower(concat_ws(' ', table_title, row_label, column_label)),
    '\b(' || array_to_string(listed_extent(), '|') || ')'
)));

CREATE OR REPLACE MACRO own_extent(row_label, column_label) AS
    extent('', regexp_extract(row_label, '[^>]*$'), column_label);

CREATE OR REPLACE MACRO restatement_of(stated, facts) AS TABLE
WITH differing AS (
    SELECT municipality, s, f, coalesce(s.standard_value, s.value) - coalesce(f.standard_value, f.value) AS difference,
        EXISTS (FROM finding AS n WHERE n.kind = 'known source error' AND (
            (n.document_id = s.document_id AND n.locator = s.locator)
            OR (n.document_id = f.document_id AND n.locator = f.locator))) AS known_error
    FROM query_table(stated) AS s
    JOIN query_table(facts) AS f USING (municipality, concept, metric, scenario, period, unit)
    WHERE (s.document_id <> f.document_id OR s.table_id <> f.table_id) AND f.scenario <> 'verschil'
      AND NOT coalesce(s.document_id = f.document_id
          AND programme_of(s.table_title, s.row_label) <> programme_of(f.table_title, f.row_label), false)
      AND (s.document_id = f.document_id OR f.scenario IN ('realisatie', 'begroting_primitief'))
      AND (NOT contains(f.concept, '/') OR (length(s.row_label) >= 25 AND NOT s.is_total
          AND NOT regexp_matches(lower(s.row_label), '(^|> )(sub-?)?(saldo|totale?|resultaat|lasten|baten)\b[^>]*$')))
      AND abs(coalesce(s.standard_value, s.value) - coalesce(f.standard_value, f.value)) > CASE
          WHEN s.document_id <> f.document_id THEN greatest(s.print_unit, f.print_unit)
          WHEN s.print_unit = f.print_unit THEN 0
          ELSE greatest(s.print_unit, f.print_unit) / 2
      END
)
SELECT municipality, s.concept, s.metric, s.scenario, s.period, s.unit, difference,
    s.document_id, s.document, s.table_id, s.table_title, s.row_label, s.column_label, s.locator, s.raw, s.value, s.scale,
    f.document_id AS current_document_id, f.document AS current_document, f.table_id AS current_table_id,
    f.table_title AS current_table_title, f.row_label AS current_row_label, f.column_label AS current_column_label,
    (s.kind = 'iv3') <> (f.kind = 'iv3') AS iv3_beside, f.locator AS current_locator, f.raw AS current_raw, f.value AS current_value, f.scale AS current_scale,
    min(s.known_on) OVER same AS first_seen, max(s.known_on) OVER same AS last_seen, f.known_on AS current_since,
    s.superseded_by IS NOT NULL AS superseded,
    list_filter([
        if(extent(s.table_title, s.row_label, s.column_label) <> extent(f.table_title, f.row_label, f.column_label),
            'other words', NULL),
        if(known_error, 'known source error', NULL),
        if(min(difference) OVER beside = -max(difference) OVER beside, 'moved between rows', NULL)
    ], lambda reason: reason IS NOT NULL) AS scope, len(scope) > 0 AS scope_changed
FROM differing
WINDOW same AS (PARTITION BY municipality, s.concept, s.metric, s.scenario, s.period, s.unit, difference),
    beside AS (
        PARTITION BY municipality, s.document_id, s.table_id, f.document_id, f.table_id, s.column_label, abs(difference)
    );

CREATE OR REPLACE VIEW restatement AS FROM restatement_of('settled', 'fact_current');

COMMENT ON VIEW restatement IS 'Statements that differ from the current one of the same fact by more than rounding';
