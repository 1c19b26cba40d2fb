-- title: the taakvelden or products that carry most of an overrun
-- grain: one row per part of the domain of which one table states both figures, what costs most more first
-- unit: euros, cost positive; verschil is what it cost more
-- source: mail_statement
-- A part is a row that is no total and is not the domain itself. Of the same part in several tables the first counts.
WITH part AS (
    SELECT document_id, table_id, "row", row_label, concept, scenario, observation_id,
        if(metric = 'saldo', -standard_value, coalesce(standard_value, value)) AS cost
    FROM mail_statement
    WHERE left_out IS NULL AND unit = 'EUR' AND metric = $metric AND period = $year::VARCHAR AND NOT coalesce(is_total, false)
      AND municipality = $municipality AND $domain IN (domain, 'totaal')
      AND concept <> 'programma' AND NOT list_contains(listed_domain_totals(), concept)
      AND scenario IN ($scenario_realisatie, $scenario_begroting)
)
SELECT r.row_label AS label, b.cost AS begroting, r.cost AS realisatie, r.cost - b.cost AS meer, r.observation_id,
    b.observation_id AS budget_id
FROM part AS r
JOIN part AS b USING (document_id, table_id, "row", concept)
WHERE r.scenario = $scenario_realisatie AND b.scenario = $scenario_begroting AND r.cost > b.cost
QUALIFY row_number() OVER (PARTITION BY r.concept ORDER BY r.table_id, r."row") = 1
ORDER BY meer DESC, label
LIMIT 2
