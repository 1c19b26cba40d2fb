-- title: printed differences with a figure that is not shown
-- grain: one row per figure that is not shown yet
-- unit: reason
-- source: few, suppressed
-- rule: 12 clients last year and 3 fewer now are 9: in the row of a figure that is not shown no difference is.
INSERT INTO suppressed
SELECT observation_id, document_id, table_id, "row", "column", 'beside' FROM few AS f
WHERE scenario = 'verschil' AND additive AND observation_id NOT IN (SELECT observation_id FROM suppressed) AND EXISTS (
    FROM few AS h JOIN suppressed AS s USING (observation_id)
    WHERE h.document_id = f.document_id AND h.table_id = f.table_id AND h."row" = f."row" AND h.metric = f.metric)
