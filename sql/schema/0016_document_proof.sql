-- title: how many of the money figures of a document its own arithmetic proves
-- grain: one row per document that was judged
-- unit: figures
-- source: tasks/normalise
CREATE TABLE document_proof (document_id VARCHAR NOT NULL, money BIGINT NOT NULL, proved BIGINT NOT NULL);
COMMENT ON TABLE document_proof IS 'How many of the money figures of a document its own arithmetic proves';
COMMENT ON COLUMN document_proof.document_id IS 'Document that was judged; one that has no row was read before there was a judge';
COMMENT ON COLUMN document_proof.money IS 'Figures that are money';
COMMENT ON COLUMN document_proof.proved IS 'Those of them that a sum, difference or saldo of the document itself proves';
