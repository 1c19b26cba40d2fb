-- title: a municipality beside its peers
-- grain: one row per municipality, year, subject, version and group of peers
-- unit: euros per inhabitant
-- source: kpi_per_inhabitant (Iv3 of all municipalities), region_member
-- uitleg: Lasten per inwoner uit Iv3 naast die van de regio, van gemeenten in dezelfde grootteklasse en van het land:
-- kwartielen, mediaan en de plaats van hoog naar laag. De Wmo is zonder beschermd wonen en opvang (centrumtaken), en
-- reserves doen niet mee. Met minder dan vijf andere gemeenten is er geen vergelijking. Iv3-lasten hangen af van hoe een
-- gemeente overhead en samenwerkingsverbanden boekt: een verschil vraagt om uitleg en is geen oordeel.
-- rule: quartiles are those of the whole group, the municipality itself included (linear interpolation).
-- Of one version and year only: codes that changed in 2025 are compared within 2025 and never across.
WITH figure AS (
    SELECT * FROM kpi_per_inhabitant
    WHERE source = 'iv3' AND metric = 'lasten' AND per_inhabitant IS NOT NULL
      AND list_contains(listed_compared(), subject)
),
grouped AS (
    SELECT f.municipality, 'regio' AS peers, r.label AS peer_label, f.year, f.subject, f.scenario, f.per_inhabitant,
        f.document_ids, f.observation_ids
    FROM figure AS f JOIN region_member AS r USING (municipality)
    UNION ALL
    SELECT municipality, 'grootteklasse', size, year, subject, scenario, per_inhabitant, document_ids, observation_ids
    FROM figure
    UNION ALL
    SELECT municipality, 'land', 'Nederland', year, subject, scenario, per_inhabitant, document_ids, observation_ids
    FROM figure
)
SELECT left(sha256(concat_ws('|', 'benchmark', municipality, year, subject, scenario, peers)), 32) AS kpi_id,
    municipality, year, subject, scenario, peers, peer_label, per_inhabitant, count(*) OVER peer AS members,
    if(members > 5, round(quantile_cont(per_inhabitant, 0.25) OVER peer, 2), NULL) AS first_quartile,
    if(members > 5, round(quantile_cont(per_inhabitant, 0.5) OVER peer, 2), NULL) AS median,
    if(members > 5, round(quantile_cont(per_inhabitant, 0.75) OVER peer, 2), NULL) AS third_quartile,
    if(members > 5, 1 + count(*) FILTER (TRUE) OVER higher, NULL) AS place,
    if(members > 5, NULL, format('Van deze groep zijn {} gemeenten bekend: te weinig om te vergelijken.', members)) AS reason,
    document_ids, observation_ids
FROM grouped
WINDOW peer AS (PARTITION BY year, subject, scenario, peers, peer_label),
    higher AS (PARTITION BY year, subject, scenario, peers, peer_label ORDER BY per_inhabitant DESC
        RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP)
