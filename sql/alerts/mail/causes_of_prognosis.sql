-- title: the taakvelden or products whose prognosis went up most between two documents
-- grain: one row per part of the domain of which both documents state a prognosis, what went up most first
-- unit: euros, cost positive; begroting is the earlier prognosis, meer what the later is higher
-- source: mail_statement
WITH part AS (
    SELECT document_id, row_label, concept, observation_id,
        if(metric = 'saldo', -standard_value, coalesce(standard_value, value)) AS cost
    FROM mail_statement
    WHERE left_out IS NULL AND unit = 'EUR' AND metric = $metric AND period = $year::VARCHAR AND NOT coalesce(is_total, false)
      AND municipality = $municipality AND $domain IN (domain, 'totaal') AND scenario = 'prognose'
      AND concept <> 'programma' AND NOT list_contains(listed_domain_totals(), concept)
    QUALIFY row_number() OVER (PARTITION BY document_id, concept ORDER BY table_id, "row") = 1
)
SELECT r.row_label AS label, b.cost AS begroting, r.cost AS realisatie, r.cost - b.cost AS meer, r.observation_id,
    b.observation_id AS budget_id
FROM part AS r
JOIN part AS b USING (concept)
WHERE r.document_id = $document_id AND b.document_id <> $document_id AND r.cost > b.cost
ORDER BY meer DESC, label
LIMIT 2
