-- title: cost per unique client, and clients per 1.000 inhabitants
-- grain: one row per municipality, product and period (a year or the first half of one)
-- unit: euros, clients; average: euros per client; per_1000: clients per 1.000 inhabitants
-- source: judged_per_client, population, known_name
-- uitleg: Het bedrag gedeeld door de unieke cliënten van dezelfde rij, tabel en periode. Staan naast een jaarbedrag de
-- cliënten van een half jaar, dan is er geen gemiddelde. Halfjaargemiddelden zijn niet te verdubbelen: unieke cliënten
-- groeien in de tweede helft veel minder dan de kosten.
-- rule: per_client_of; inhabitants of 1 January of the same year, for youth young people where those are known.
SELECT left(sha256(concat_ws('|', 'unit_cost', c.municipality, c.period, c.concept)), 32) AS kpi_id, c.municipality,
    left(c.period, 4)::INTEGER AS year, c.period, c.concept,
    coalesce(n.label, replace(c.concept, '.beschikt', '')) AS label, c.amount, c.clients,
    if(c.copied, NULL, round(c.average, 2)) AS average, c.printed,
    if(c.copied OR length(c.period) > 4, NULL, round(1000 * c.clients / p.inwoners, 2)) AS per_1000,
    if(c.copied OR length(c.period) > 4 OR NOT starts_with(c.concept, 'jeugd'), NULL,
        round(1000 * c.clients / p.jongeren, 2)) AS per_1000_young,
    nullif(concat_ws(' ',
        if(c.copied, 'De cliënten zijn die van een half jaar of van een deel, het bedrag is van het geheel.', NULL),
        if(length(c.period) > 4, 'Half jaar: niet te verdubbelen en niet naast een jaar te leggen.', NULL),
        if(b.reason IS NOT NULL, b.reason, NULL)), '') AS reason,
    [c.document_id] AS document_ids, c.observation_ids
FROM judged_per_client AS c
LEFT JOIN population AS p ON p.municipality = c.municipality AND p.year = left(c.period, 4)::INTEGER
LEFT JOIN known_name AS n ON n.concept = replace(c.concept, '.beschikt', '')
LEFT JOIN known_break AS b ON b.municipality = c.municipality AND b.year = left(c.period, 4)::INTEGER
    AND replace(c.concept, '.beschikt', '') LIKE b.concept
