-- title: take back what deleted objects held: a document that no address holds any more counts no longer
-- grain: `gone`: one row per address; the moment now is in UTC
-- unit: none
-- source: tasks/warehouse/sweep.py; an object that comes back is read again, and its document counts as before
UPDATE document_source SET holds_now = false WHERE uri IN (SELECT uri FROM gone);

UPDATE document_version SET held_until = $now, superseded_by = 'withdrawn'
WHERE held_until IS NULL AND uri IN (SELECT uri FROM gone);

UPDATE quarantine SET resolved_at = $now WHERE resolved_at IS NULL AND uri IN (SELECT uri FROM gone);

DELETE FROM sidecar_read WHERE uri IN (SELECT uri FROM gone);

UPDATE document SET superseded_by = 'withdrawn'
WHERE superseded_by IS NULL
  AND document_id IN (SELECT document_id FROM document_source WHERE uri IN (SELECT uri FROM gone))
  AND document_id NOT IN (SELECT document_id FROM document_source WHERE holds_now);

INSERT INTO finding BY NAME
SELECT left(sha256('document withdrawn|' || d.document_id), 32) AS finding_id, d.document_id,
    'document withdrawn' AS kind, 'warning' AS severity,
    'Het bestand ' || d.name || ' is uit de opslag verwijderd: zijn cijfers tellen niet meer mee.' AS text
FROM document AS d
ANTI JOIN (SELECT document_id FROM finding WHERE kind = 'document withdrawn') AS said USING (document_id)
WHERE d.superseded_by = 'withdrawn' AND NOT contains(d.document_id, '#')
  AND d.document_id IN (SELECT document_id FROM document_source WHERE uri IN (SELECT uri FROM gone));
