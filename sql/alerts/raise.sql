-- title: raise an alert for each domain over its budget
-- grain: one row of alert per exceedance and its figures; gives back the alerts that are new or newly mailable
-- unit: euros, cost positive; rounding is half a printed unit per figure that was compared or summed
-- source: held_budget (of kpi_budget), observation, document; an alert without a mail is judged again, for its reason may pass:
--   the document of that very year may arrive after one that looks back on it
-- held_budget: those over budget of the KPIs that were made. The documents are chosen before the observations, with
-- the load that put them there, so that those of the whole country are passed over in milliseconds.
MERGE INTO alert USING (
    WITH held AS (FROM held_budget),
    theirs AS MATERIALIZED (
        FROM observation SEMI JOIN (
            SELECT document_id, load_number FROM document
            WHERE document_id IN (SELECT unnest(document_ids) FROM held)
        ) AS of_held USING (document_id, load_number)
    ),
    printed AS (
        SELECT k.kpi_id,
            sum(o.scale / power(10, length(regexp_extract(o.raw, ',([0-9]{1,2})[^0-9]*$', 1)))) / 2 AS rounding,
            bool_or(NOT contains(d.document_id, '#')) AS own,  -- '#': a part of a file about all municipalities
            bool_or(d.year = k.year) FILTER (o.scenario = k.scenario_realisatie) AS of_its_year
        FROM (SELECT *, unnest(observation_ids) AS observation_id FROM held) AS k
        JOIN theirs AS o USING (observation_id)
        JOIN document AS d USING (document_id)
        GROUP BY k.kpi_id
    )
    SELECT k.*,
        left(sha256(concat_ws(chr(31), municipality, year, domain, metric, scenario_begroting, begroting,
            scenario_realisatie, realisatie)), 32) AS alert_id,
        CASE
            WHEN k.year < $first_year THEN 'historisch jaar'
            WHEN len($watched::VARCHAR[]) > 0 AND NOT list_contains($watched::VARCHAR[], k.municipality)
                THEN 'gemeente wordt niet gevolgd'
            WHEN len($watched::VARCHAR[]) = 0 AND NOT p.own THEN 'gemeente alleen uit een landelijk bestand bekend'
            WHEN NOT p.of_its_year THEN 'terugblik of vooruitblik: het document gaat over een ander jaar'
            WHEN -k.verschil <= p.rounding THEN 'binnen de afronding van de afgedrukte bedragen'
            WHEN -k.verschil < $min_amount THEN 'onder het drempelbedrag'
            WHEN k.procent < $min_percent THEN 'onder het drempelpercentage'
        END AS reason_not_mailed
    FROM held AS k LEFT JOIN printed AS p USING (kpi_id)
) AS judged USING (alert_id)
WHEN MATCHED AND NOT alert.mailable AND judged.reason_not_mailed IS NULL THEN UPDATE SET
    mailable = true, reason_not_mailed = NULL,
    document_ids = judged.document_ids, observation_ids = judged.observation_ids
WHEN NOT MATCHED THEN INSERT (alert_id, kpi_id, municipality, year, domain, metric, basis, scenario_begroting,
    begroting, scenario_realisatie, realisatie, verschil, procent, document_ids, observation_ids, raised_at,
    mailable, reason_not_mailed)
VALUES (judged.alert_id, judged.kpi_id, judged.municipality, judged.year, judged.domain, judged.metric,
    judged.basis, judged.scenario_begroting, judged.begroting, judged.scenario_realisatie, judged.realisatie,
    judged.verschil, judged.procent, judged.document_ids, judged.observation_ids, $now,
    judged.reason_not_mailed IS NULL, judged.reason_not_mailed)
RETURNING alert_id
