-- title: cost per inhabitant of a municipality and those beside it
-- grain: one row per domain and municipality; the group (member false) has its median
-- unit: euros per inhabitant; difference in percent of the municipality asked about
-- source: kpi_benchmark
-- parameters: $municipality, $year, $scenario, $peers, $named: a list of codes, where it is empty the peers
-- rule: beside named ones all have their place in the country, for they may be of any region or size.
WITH own AS (
    FROM kpi_benchmark
    WHERE municipality = $municipality AND year = $year AND scenario = $scenario
      AND peers = if(len($named) > 0, 'land', $peers)
),
beside AS (
    SELECT b.* FROM kpi_benchmark AS b
    JOIN own AS o ON (b.year, b.scenario, b.subject) = (o.year, o.scenario, o.subject) AND b.municipality <> o.municipality
    WHERE b.peers = o.peers AND b.peer_label = o.peer_label
      AND if(len($named) > 0, list_contains($named, b.municipality), b.peers <> 'land')
)
SELECT subject, municipality, '' AS peer_label, per_inhabitant, NULL AS difference, place, members, reason,
    left(kpi_id, 12) AS explain, 1 AS part FROM own
UNION ALL
SELECT subject, NULL, peer_label || ': ' || quartile, value, round(100 * (value / per_inhabitant - 1), 1), NULL, members,
    reason, left(kpi_id, 12), 2
FROM own, (VALUES ('1e kwartiel', 1), ('mediaan', 2), ('3e kwartiel', 3)) AS q(quartile, number),
    LATERAL (SELECT CASE number WHEN 1 THEN first_quartile WHEN 2 THEN median ELSE third_quartile END AS value)
WHERE len($named) = 0
UNION ALL
SELECT b.subject, b.municipality, '', b.per_inhabitant, round(100 * (b.per_inhabitant / o.per_inhabitant - 1), 1), b.place,
    b.members, b.reason, left(b.kpi_id, 12), 3
FROM beside AS b JOIN own AS o USING (subject)
ORDER BY subject, part, per_inhabitant DESC, peer_label
