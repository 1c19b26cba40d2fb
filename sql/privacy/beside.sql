-- title: what stands beside a figure that is not shown and tells it: amounts, averages, shares
-- grain: one row per figure that is not shown yet
-- unit: reason
-- source: few, suppressed
-- rule: of a count, and of what is left out for its sake (complement), the same row and period, and the same concept in
--   the document; of a product in every document. An average is an amount by a count, a share is a part of a total.
INSERT INTO suppressed
SELECT observation_id, document_id, table_id, "row", "column", 'beside' FROM few AS f
WHERE NOT people AND observation_id NOT IN (SELECT observation_id FROM suppressed) AND EXISTS (
    FROM few AS h JOIN suppressed AS s USING (observation_id)
    WHERE s.reason <> 'beside' AND h.additive AND h.municipality = f.municipality AND h.period = f.period AND (
        (h.document_id = f.document_id AND h.table_id = f.table_id AND h."row" = f."row")
        OR (h.concept = f.concept AND NOT f.is_share AND (h.document_id = f.document_id OR h.product))))
