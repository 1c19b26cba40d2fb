-- title: the figures at hand, the document that states each and the object that holds that
-- grain: one row per observation
-- unit: column unit
-- source: asked, standing_fact
SELECT * EXCLUDE (first_row, first_column, load_number),
    observation_id IN (SELECT observation_id FROM fact_of('standing_fact')) AS is_current,
    why_left_out(left_out, doubt) AS why_left_out
FROM concluded_of('asked')
