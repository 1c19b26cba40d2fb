-- title: a document about another year repeats or expects it, and the year itself was never read
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, document
-- zin: terugblik of vooruitblik: het document gaat over een ander jaar
-- Once a document of its own year is there, whichever came first, another figure in a later one is a correction, and
-- news: an overrun of 22 % took the place of one of 3.000 euros so, and nobody was told (November 2026).
SELECT c.alert_id
FROM alert_candidate AS c
WHERE NOT c.of_its_year AND NOT EXISTS (
    FROM document AS d
    WHERE (d.municipality, d.year) = (c.municipality, c.year) AND NOT contains(d.document_id, '#'))
