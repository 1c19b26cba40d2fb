-- title: the same fact is stated otherwise in another table or document
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: as printed, scale applied
-- source: checked_statement, checked_fact (current_statement of the municipality in hand)
-- reason: two figures for one fact: one is wrong, or the scope changed without a word.
-- One unit apart, which a sum of rounded rows can be, and all that differs between documents is for information.
-- Within a document two prints in the same unit must be equal, a coarser print may differ by half its unit; between
-- documents one unit is rounding. Left out: verschil (it has a check of its own), and between documents whatever is
-- meant to move (prognose, a changed budget). A label that no vocabulary knows is only trusted to say the same thing
-- when it is long enough to be a sentence of its own.
SELECT s.document_id, if(
        s.document_id = f.document_id AND abs(s.value - f.value) > greatest(s.scale, f.scale), 'warning', 'info'
    ) AS severity, s.table_id, s.locator,
    s.raw AS printed, dutch_number(f.value / s.scale) AS computed,
    format('{}: hier staat {}, in {} staat {} bij {} ({}).', figure_name(s.table_title, s.row_label, s.column_label),
        s.raw, f.document, f.raw, figure_name(f.table_title, f.row_label, f.column_label), f.locator) AS text
FROM checked_statement AS s
JOIN checked_fact AS f USING (municipality, concept, metric, scenario, period, unit)
WHERE (s.document_id <> f.document_id OR s.table_id <> f.table_id) AND f.statements > 1
  AND s.scenario <> 'verschil'
  AND (s.document_id = f.document_id OR s.scenario IN ('realisatie', 'begroting_primitief'))
  AND (NOT contains(s.concept, '/') OR (length(s.row_label) >= 25 AND NOT s.is_total))
  AND abs(coalesce(s.standard_value, s.value) - coalesce(f.standard_value, f.value))
      > CASE
          WHEN s.document_id <> f.document_id THEN greatest(s.print_unit, f.print_unit)
          WHEN s.print_unit = f.print_unit THEN 0
          ELSE greatest(s.print_unit, f.print_unit) / 2
      END
