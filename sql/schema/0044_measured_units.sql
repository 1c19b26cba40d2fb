-- title: units of what is measured
-- grain: column of observation
-- unit: none
-- source: tasks/language/spellings/units.csv
-- The key figures of a municipality print the length of its roads in km and its green in ha (2026-11-30).
COMMENT ON COLUMN observation.unit IS
    'EUR, aantal, procent, cijfer, ratio, meter, kilometer, hectare or m2; null where open';
