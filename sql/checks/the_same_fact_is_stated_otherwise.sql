-- title: the same fact is stated otherwise in another table or document
-- grain: one row per statement that differs from the current one by more than its rounding
-- unit: as printed, scale applied
-- source: restatement_of (the rule stands there) over checked_statement and checked_fact
-- reason: two figures for one fact: one is wrong, or the scope changed without a word. Where the words of extent of row
-- or column differ it needs a bridge (a_bridge_is_needed).
-- One unit apart, which a sum of rounded rows can be, and all that differs between documents is for information.
SELECT document_id,
    if(document_id = current_document_id AND abs(value - current_value) > greatest(scale, current_scale),
        'warning', 'info') AS severity,
    table_id, locator, raw AS printed, dutch_number(current_value / scale) AS computed,
    format('{}: hier staat {}, in {} staat {} bij {} ({}).', figure_name(table_title, row_label, column_label), raw,
        current_document, current_raw, figure_name(current_table_title, current_row_label, current_column_label),
        place_name(current_locator)) AS text,
    period
FROM restatement_of('checked_statement', 'checked_fact')
WHERE own_extent(row_label, column_label) = own_extent(current_row_label, current_column_label) AND NOT iv3_beside
