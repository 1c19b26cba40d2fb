-- title: nobody asked for mails about this municipality
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, alert_policy, document
-- zin: gemeente wordt niet gevolgd
-- It is asked of the municipality, not of the documents of one figure: once it has a document of its own, what a file
-- about the whole country ('#': a part of it) says counts too.
SELECT c.alert_id
FROM alert_candidate AS c
JOIN alert_policy AS p USING (municipality)
WHERE p.watched = 'never' OR (p.watched = 'own_documents' AND NOT EXISTS (
    FROM document AS d WHERE d.municipality = c.municipality AND NOT contains(d.document_id, '#')))
