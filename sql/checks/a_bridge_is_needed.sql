-- title: two figures about one thing with another extent, by their words or by Iv3: a bridge, neither need be wrong
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: as printed, scale applied
-- source: restatement_of (the rule stands there) over checked_statement and checked_fact
-- reason: net beside gross, with and without reserves, a part beside its whole: a reader takes them for the same.
-- Iv3 is booked by rules of its own (overhead, reserves, what is charged on), so it never makes other documents wrong.
SELECT document_id, 'info' AS severity, table_id, locator, raw AS printed, dutch_number(current_value / scale) AS computed,
    format('{}: hier staat {}, in {} staat {} bij {} ({}); {}, dus hier hoort een brug bij.',
        figure_name(table_title, row_label, column_label), raw, current_document, current_raw,
        figure_name(current_table_title, current_row_label, current_column_label), place_name(current_locator),
        if(iv3_beside, 'Iv3 en eigen stukken hebben elk hun afbakening', 'de omschrijvingen verschillen')) AS text, period
FROM restatement_of('checked_statement', 'checked_fact')
WHERE iv3_beside OR own_extent(row_label, column_label) <> own_extent(current_row_label, current_column_label)
