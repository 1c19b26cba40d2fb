-- title: what the value of a figure rests on: printed as text, or recognised in a picture
-- grain: columns of observation
-- unit: value_score: 0 to 1
-- source: tasks/formats/_ocr.py
ALTER TABLE observation ADD COLUMN value_ground VARCHAR;
ALTER TABLE observation ADD COLUMN value_score DOUBLE;
COMMENT ON COLUMN observation.value_ground IS 'What the value rests on: printed, or ocr where a machine recognised it in a picture; null where the reading did not tell';
COMMENT ON COLUMN observation.value_score IS 'How sure the machine was that recognised it, 0 to 1; null where it is printed';
