-- title: domains against their budgets
-- grain: one row per municipality, year and domain (totaal is the whole programme)
-- unit: euros, cost positive; procent: over budget in percent of the budget
-- source: judged_cost (domain_cost of the municipality in hand)
-- uitleg: Realisatie van het hele jaar, anders de prognose, tegen de nieuwste bekende begroting (de primitieve alleen
-- waar geen latere bekend is), uit eigen stukken voor Iv3; daarna op lasten waar die zijn afgedrukt, anders op netto
-- kosten; een afgedrukt totaal gaat voor de som van taakvelden, en wat in dezelfde tabel staat gaat voor.
-- rule: of all pairs of a realised and a budgeted cost of the same domain, metric and basis the best, in this order:
--   1. realisatie of the full year before prognose;
--   2. the newest known version of the budget: a later one before the primitive one, the municipality's own documents
--      before Iv3, then the newest document that states one;
--   3. lasten, which the council authorises, before the net cost that the document prints (saldo, amount);
--   4. a printed total before a sum of taakvelden;
--   5. the realised cost by its statement (goes_first);
--   6. of budgets equally new the one in the same table, then in the same document: what stands side by side has
--      one scope; then begroting_gewijzigd before begroting (version not printed);
--   7. reading order.
-- Iv3 has a scope of its own, so it is compared with Iv3 only; the bridge between the two is kpi_bridge.
-- Sums are compared where they sum the same taakvelden, or stand in one table: there a blank cell is nothing. So
-- it is in two Iv3 deliveries of the whole budget: what one of them does not book on, is nothing there.
-- known error: a newer document that states the budget of a domain in another scope wins when its concept agrees.
WITH pair AS (
    SELECT r.municipality, r.year, r.domain, r.metric, r.basis,
        b.cost AS begroting, b.scenario AS scenario_begroting, r.cost AS realisatie, r.scenario AS scenario_realisatie,
        list_sort(list_distinct([r.document_id, b.document_id])) AS document_ids,
        r.observation_ids || b.observation_ids AS observation_ids,
        row_number() OVER (
            PARTITION BY r.municipality, r.year, r.domain
            ORDER BY (r.scenario = 'prognose', b.scenario = 'begroting_primitief', b.iv3, newest(b.known_on),
                measure_rank(r.metric), r.basis, r.authority, newest(r.known_on),
                r.document_id <> b.document_id OR r.table_id IS DISTINCT FROM b.table_id,
                r.document_id <> b.document_id,
                list_position(['begroting_gewijzigd', 'begroting', 'begroting_primitief'], b.scenario),
                NOT r.is_total, r.document_id, r.table_id, b.document_id, b.table_id)
        ) AS choice
    FROM judged_cost AS r
    JOIN judged_cost AS b USING (municipality, year, domain, metric, basis, iv3)
    WHERE r.scenario IN ('realisatie', 'prognose') AND b.scenario LIKE 'begroting%'
      AND (r.concepts = b.concepts OR (r.document_id = b.document_id AND r.table_id = b.table_id)
           OR (r.whole_budget AND b.whole_budget))
)
SELECT left(sha256(concat_ws('|', 'budget', municipality, year, domain)), 32) AS kpi_id, municipality, year, domain,
    metric, basis, scenario_begroting, begroting, scenario_realisatie, realisatie,
    begroting - realisatie AS verschil,
    round(100 * (realisatie - begroting)::DOUBLE / nullif(abs(begroting), 0)::DOUBLE, 4) AS procent,
    realisatie > begroting AS "over", document_ids, observation_ids
FROM pair
WHERE choice = 1
