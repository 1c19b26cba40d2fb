-- title: how a finding names a printed figure: table, row (column)
-- grain: one text per figure; place_name: where it stands, in Dutch
-- unit: none
-- source: none; a title or label may be absent
CREATE OR REPLACE MACRO figure_name(table_title, row_label, column_label) AS
    concat_ws(', ', nullif(table_title, ''), nullif(row_label, ''))
    || coalesce(' (' || nullif(column_label, '') || ')', '');

CREATE OR REPLACE MACRO place_name(locator) AS
    regexp_replace(regexp_replace(locator, '^line ', 'regel '), '^page ', 'pagina ');
