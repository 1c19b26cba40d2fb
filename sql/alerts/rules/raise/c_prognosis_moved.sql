-- title: the prognosis of a domain is another than the one before
-- grain: one row per municipality, year and domain of which two documents state a prognosis
-- unit: euros, cost positive; begroting is the earlier prognosis, verschil negative where it went up
-- source: judged_cost, which refresh_kpis left on this connection; alert_policy
-- niveau: C
-- zin: De prognose is een andere dan die ervoor.
-- Once the year has been accounted for nobody acts on what was expected of it.
WITH stated AS (
    SELECT *, row_number() OVER (PARTITION BY municipality, year, domain, metric, basis ORDER BY known_on DESC,
        document_id) AS newness
    FROM (
        FROM judged_cost SEMI JOIN alert_policy USING (municipality) WHERE scenario = 'prognose'
        QUALIFY row_number() OVER (PARTITION BY municipality, year, domain, metric, basis, document_id
            ORDER BY is_total DESC, table_id) = 1
    )
)
SELECT left(sha256(concat_ws('|', 'prognosis', n.municipality, n.year, n.domain)), 32) AS kpi_id, n.municipality, n.year,
    n.domain, n.metric, n.basis, 'prognose' AS scenario_begroting, e.cost AS begroting, 'prognose' AS scenario_realisatie,
    n.cost AS realisatie, e.cost - n.cost AS verschil,
    round(100 * (n.cost - e.cost)::DOUBLE / nullif(abs(e.cost), 0)::DOUBLE, 4) AS procent, true AS "over",
    list_sort([n.document_id, e.document_id]) AS document_ids, n.observation_ids || e.observation_ids AS observation_ids
FROM stated AS n
JOIN stated AS e USING (municipality, year, domain, metric, basis)
WHERE n.newness = 1 AND e.newness = 2 AND n.cost <> e.cost AND n.concepts = e.concepts AND e.known_on < n.known_on
  AND NOT EXISTS (FROM judged_cost AS r WHERE r.scenario = 'realisatie'
      AND (r.municipality, r.year, r.domain) = (n.municipality, n.year, n.domain))
QUALIFY row_number() OVER (PARTITION BY n.municipality, n.year, n.domain
    ORDER BY list_position(['lasten', 'saldo', 'amount'], n.metric), n.basis) = 1
