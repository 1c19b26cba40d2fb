-- title: what each conclusion about a figure rests on
-- grain: columns of observation
-- unit: concept_score: 0 to 1
-- source: tasks/normalise, tasks/iv3
-- What was loaded before has none of them, and counts as it did until it is read again.
ALTER TABLE observation ADD COLUMN scenario_ground VARCHAR;
ALTER TABLE observation ADD COLUMN period_ground VARCHAR;
ALTER TABLE observation ADD COLUMN metric_ground VARCHAR;
ALTER TABLE observation ADD COLUMN unit_ground VARCHAR;
ALTER TABLE observation ADD COLUMN scale_ground VARCHAR;
ALTER TABLE observation ADD COLUMN concept_ground VARCHAR;
ALTER TABLE observation ADD COLUMN concept_score DOUBLE;
ALTER TABLE observation ADD COLUMN doubt VARCHAR;
COMMENT ON COLUMN observation.scenario_ground IS 'What the scenario rests on: printed, title, note, neighbour, arithmetic, kind of document, vocabulary or none (open); null where the reading did not tell';
COMMENT ON COLUMN observation.period_ground IS 'What the period rests on, in the same words';
COMMENT ON COLUMN observation.metric_ground IS 'What the metric rests on, in the same words';
COMMENT ON COLUMN observation.unit_ground IS 'What the unit rests on, in the same words';
COMMENT ON COLUMN observation.scale_ground IS 'What the scale rests on, in the same words';
COMMENT ON COLUMN observation.concept_ground IS 'What the concept rests on, in the same words; vocabulary: names that look alike';
COMMENT ON COLUMN observation.concept_score IS 'How alike the names are, 0 to 1, where the concept rests on that; else null';
COMMENT ON COLUMN observation.doubt IS 'Why no KPI may rest on it, in Dutch; null where all is settled';
COMMENT ON COLUMN observation.metric IS 'Which measure: lasten, baten, saldo, amount, clients and so on; null where open';
COMMENT ON COLUMN observation.scenario IS 'Which version: realisatie, begroting_gewijzigd, prognose and so on; null where open';
COMMENT ON COLUMN observation.period IS 'Period it is about: 2025, 2023H1, 2025Q1, 2020-2023; null where open';
COMMENT ON COLUMN observation.unit IS 'EUR, aantal, procent, cijfer or meter; null where open';
