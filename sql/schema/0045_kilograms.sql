-- title: household waste is weighed
-- grain: column of observation
-- unit: none
-- source: tasks/language/spellings/units.csv
-- A prescribed indicator is in kilograms per inhabitant, and was a count of them (2026-11-30).
COMMENT ON COLUMN observation.unit IS
    'EUR, aantal, procent, cijfer, ratio, meter, kilometer, hectare, m2 or kilogram; null where open';
