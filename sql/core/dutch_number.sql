-- title: a number in Dutch notation, 1.234.567,5
-- grain: one text per number
-- unit: as given; at most two decimals, none where they are zero
-- source: none
CREATE OR REPLACE MACRO dutch_number(x) AS
    if(x < 0, '-', '')
    || replace(format('{:,}', trunc(abs(round(x, 2)))::BIGINT), ',', '.')
    || if(round(x, 2) = trunc(round(x, 2)), '', ',' || rtrim(format('{:02d}',
        (round(abs(round(x, 2)) * 100, 0) - trunc(abs(round(x, 2))) * 100)::INTEGER), '0'));
