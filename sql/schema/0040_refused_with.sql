-- title: with which program an object was refused
-- grain: a column of quarantine
-- unit: none
-- source: tasks/known.py (program), tasks/loading.py
ALTER TABLE quarantine ADD COLUMN refused_with VARCHAR;
COMMENT ON COLUMN quarantine.refused_with IS 'Hash of the program that refused it, its vocabularies included: another one tries it again by itself';
