-- title: the rows below a deelprogramma that carry most of its overrun
-- grain: one row per part of which one table states both figures, what costs most more first
-- unit: euros, cost positive; meer is what it cost more
-- source: mail_settled, alert_deelprogramma
-- A part is a row that is named behind the deelprogramma, or any row of a table that bears its name, and is no total.
WITH part AS (
    SELECT s.document_id, s.table_id, s."row", s.row_label, s.scenario, s.observation_id, s.cost
    FROM cost_of('mail_settled') AS s
    JOIN alert_deelprogramma AS n ON n.municipality = s.municipality AND n.printed <> printed_name(s.table_title, s.row_label)
        AND (n.printed = printed_name(s.table_title, 'totaal')
             OR contains(lower(s.row_label), concat(n.printed, ' > ')))
    WHERE n.subject = $subject AND s.municipality = $municipality AND s.year = $year AND s.metric = $metric
      AND NOT coalesce(s.is_total, false) AND s.scenario IN ($scenario_realisatie, $scenario_begroting)
)
SELECT r.row_label AS label, b.cost AS begroting, r.cost AS realisatie, r.cost - b.cost AS meer, r.observation_id,
    b.observation_id AS budget_id
FROM part AS r
JOIN part AS b USING (document_id, table_id, "row")
WHERE r.scenario = $scenario_realisatie AND b.scenario = $scenario_begroting AND r.cost > b.cost
QUALIFY row_number() OVER (PARTITION BY r.row_label ORDER BY r.table_id, r."row") = 1
ORDER BY meer DESC, label
LIMIT 2
