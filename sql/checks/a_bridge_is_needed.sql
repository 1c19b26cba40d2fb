-- title: two figures about one thing with other words of extent: a bridge is needed, neither need be wrong
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: as printed, scale applied
-- source: restatement_of (the rule stands there) over checked_statement and checked_fact
-- reason: net beside gross, with and without reserves, a part beside its whole: a reader takes them for the same.
SELECT document_id, 'info' AS severity, table_id, locator, raw AS printed, dutch_number(current_value / scale) AS computed,
    format('{}: hier staat {}, in {} staat {} bij {} ({}); de omschrijvingen verschillen, dus hier hoort een brug bij.',
        figure_name(table_title, row_label, column_label), raw, current_document, current_raw,
        figure_name(current_table_title, current_row_label, current_column_label), place_name(current_locator)) AS text, period
FROM restatement_of('checked_statement', 'checked_fact')
WHERE own_extent(row_label, column_label) <> own_extent(current_row_label, current_column_label)
