-- title: a budget whose version is not told differs from the begroting that the council adopted
-- grain: one row per figure of a later document that calls a budget by no version
-- unit: as printed, scale applied
-- source: checked_statement, checked_fact (of documents of kind begroting)
-- reason: "begroting" in a monitor may be the one of November or one that was changed since; who reads an overrun must
-- know which. Neither figure is wrong. What is called primitief and differs is the_same_fact_is_stated_otherwise.
SELECT s.document_id, 'info' AS severity, s.table_id, s.locator, s.raw AS printed, dutch_number(f.value / s.scale) AS computed,
    format('{}: hier staat {} als begroting, zonder te zeggen welke; in {} staat {} bij {} ({}). Is ze gewijzigd, of anders '
        'afgebakend? Hier hoort een brug bij.', figure_name(s.table_title, s.row_label, s.column_label), s.raw, f.document, f.raw,
        figure_name(f.table_title, f.row_label, f.column_label), place_name(f.locator)) AS text, s.period
FROM checked_statement AS s
JOIN checked_fact AS f USING (municipality, concept, metric, period, unit)
WHERE s.scenario = 'begroting' AND s.kind IN ('monitor', 'tussenrapportage', 'jaarstukken')
  AND f.scenario IN ('begroting', 'begroting_primitief') AND f.kind = 'begroting' AND f.document_year::VARCHAR = f.period
  AND unit = 'EUR' AND NOT contains(concept, '/')
  AND abs(coalesce(s.standard_value, s.value) - coalesce(f.standard_value, f.value)) > greatest(s.print_unit, f.print_unit)
