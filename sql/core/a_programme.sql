-- title: rows that are the total of a programme of the social domain, by the name printed with them
-- grain: macro; one boolean per row of a table
-- unit: none
-- source: none
-- A programme that also holds education or sport has a name that no vocabulary knows, and its council authorises it
-- all the same (Dordrecht 2018: Programma Jeugd en Onderwijs). It is one where the row is named 'Programma …' with a
-- word of the social domain, with nothing behind it but what is measured; or where the row is 'Totaal lasten' of a
-- table with such a title.
-- programme_of: the number or first word of the programme that a row or its table names.
CREATE OR REPLACE MACRO named_programme() AS
    '(totaal )?programma:? [^>]*\b(' || array_to_string(listed_programme_words(), '|') || ')\b[^>]*';

CREATE OR REPLACE MACRO is_programme(table_title, row_label) AS
    regexp_matches(lower(row_label), '(^|> )' || named_programme() || '( > (totaal )?(lasten|baten|saldo)[^>]*)?$')
    OR (regexp_full_match(lower(table_title), named_programme())
        AND regexp_full_match(lower(row_label), '(totaal |totale )(lasten|baten|saldo):?'));

CREATE OR REPLACE MACRO programme_of(table_title, row_label) AS nullif(regexp_extract(
    lower(concat_ws(' > ', row_label, table_title)), '\bprogramma:? ?([0-9a-z]+)', 1), '');
