-- title: figures that a document read since the last letter states otherwise than before
-- grain: one row per restatement
-- unit: column unit
-- source: restatement_of what the documents at hand state
SELECT s.period, s.row_label, s.scenario, s.unit, s.document, s.value, s.current_document, s.current_value,
    s.document_id, s.current_document_id, s.locator, s.current_locator
FROM restatement_of('mail_settled', 'mail_fact') AS s
WHERE NOT s.scope_changed AND EXISTS (
    FROM document AS d WHERE d.document_id IN (s.document_id, s.current_document_id) AND d.loaded_at > $since)
ORDER BY abs(s.difference) DESC
