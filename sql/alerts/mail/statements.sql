-- title: what the documents of a mail state, in a temporary table
-- grain: one row per observation
-- unit: column unit
-- source: current_statement; the documents are chosen before the observations
CREATE OR REPLACE TEMP TABLE mail_statement AS
FROM current_statement WHERE document_id IN (SELECT unnest($document_ids::VARCHAR[]))
