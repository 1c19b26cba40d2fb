-- title: figures, each with what keeps anything from being built on it
-- grain: concluded_of: one row per row of a relation with the columns of observation
-- unit: left_out: doubt, scenario, period, metric, unit, scale or concept; null where all is settled
-- source: any relation with the columns of observation
-- rule: this is the one place that says what may be built on. Left out is what is in doubt, what is open (null, or on
-- no ground) and a label that only resembles a known one. A label that no vocabulary knows has a concept of its own
-- (`domain/slug`): that is open to nobody, for it stands for itself alone and no KPI asks for it.
-- A figure that was recognised in a picture (value_ground 'ocr') has a doubt unless the sums of its table prove it to
-- the unit: tasks/normalise/recognised.py.
-- A figure without grounds was read before there were any: it counts until it is read again.
CREATE OR REPLACE MACRO concluded_of(stated) AS TABLE
SELECT *, CASE
    WHEN doubt IS NOT NULL THEN 'doubt'
    WHEN scenario IS NULL OR scenario_ground = 'none' THEN 'scenario'
    WHEN period IS NULL OR period_ground = 'none' THEN 'period'
    WHEN metric IS NULL OR metric_ground = 'none' THEN 'metric'
    WHEN unit IS NULL OR unit_ground = 'none' THEN 'unit'
    WHEN scale_ground = 'none' AND unit = 'EUR' THEN 'scale'
    WHEN concept_ground = 'vocabulary' OR (concept_ground = 'none' AND NOT contains(concept, '/')) THEN 'concept'
END AS left_out
FROM query_table(stated);

CREATE OR REPLACE MACRO why_left_out(left_out, doubt) AS CASE left_out
    WHEN 'doubt' THEN doubt
    WHEN 'scenario' THEN 'begroting of realisatie is niet te zeggen'
    WHEN 'period' THEN 'de periode is niet te zeggen'
    WHEN 'metric' THEN 'lasten, baten of saldo is niet te zeggen'
    WHEN 'unit' THEN 'de eenheid is niet te zeggen'
    WHEN 'scale' THEN 'euro of duizend euro is niet te zeggen'
    WHEN 'concept' THEN 'de omschrijving lijkt alleen op een bekende'
END;
