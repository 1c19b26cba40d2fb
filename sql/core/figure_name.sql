-- title: how a finding names a printed figure: table, row (column)
-- grain: one text per figure
-- unit: none
-- source: none; a title or label may be absent
CREATE OR REPLACE MACRO figure_name(table_title, row_label, column_label) AS
    concat_ws(', ', nullif(table_title, ''), nullif(row_label, ''))
    || coalesce(' (' || nullif(column_label, '') || ')', '');
