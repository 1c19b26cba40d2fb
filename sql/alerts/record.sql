-- title: what is over budget now, as rows of alert
-- grain: one row of alert per exceedance and its figures; gives back those that are new or were judged anew
-- unit: euros, cost positive
-- source: alert_judged; an alert without a mail is judged again, for its reason may pass: the document of that very
--   year may arrive after one that looks back on it. What finance was told of stays as it was told.
MERGE INTO alert USING alert_judged AS j USING (alert_id)
WHEN MATCHED AND (alert.told_at IS NULL OR alert.resolved_at IS NOT NULL OR alert.superseded_by IS NOT NULL) THEN UPDATE SET
    mailable = j.hold IS NULL OR (j.told_at IS NOT NULL AND alert.mailable), reason_not_mailed = j.reason, hold = j.hold,
    change = if(j.hold IS NULL, j.change, alert.change), told_at = if(j.hold IS NULL, $now, alert.told_at),
    level = j.level, rule = j.rule, threshold = j.threshold, document_id = j.document_id, superseded_by = NULL,
    resolved_at = NULL, document_ids = j.document_ids, observation_ids = j.observation_ids
WHEN NOT MATCHED THEN INSERT (alert_id, kpi_id, line_id, level, rule, municipality, year, domain, subject, label, metric,
    basis, scenario_begroting, begroting, scenario_realisatie, realisatie, verschil, procent, document_ids, observation_ids,
    raised_at, mailable, reason_not_mailed, hold, change, threshold, document_id, told_at)
VALUES (j.alert_id, j.kpi_id, j.line_id, j.level, j.rule, j.municipality, j.year, j.domain, j.subject, j.label, j.metric,
    j.basis, j.scenario_begroting, j.begroting, j.scenario_realisatie, j.realisatie, j.verschil, j.procent, j.document_ids,
    j.observation_ids, $now, j.hold IS NULL, j.reason, j.hold, if(j.hold IS NULL, j.change, NULL), j.threshold,
    j.document_id, if(j.hold IS NULL, $now, NULL))
RETURNING alert_id, merge_action
