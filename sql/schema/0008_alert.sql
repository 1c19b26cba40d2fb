-- title: alerts and the mails that tell of them
-- grain: alert: one row per exceedance and its figures; outbox: one row per mail
-- unit: euros, cost positive; procent in percent
-- source: tasks/alerts
CREATE TABLE alert (
    alert_id VARCHAR NOT NULL, kpi_id VARCHAR NOT NULL, municipality VARCHAR NOT NULL, year INTEGER NOT NULL,
    domain VARCHAR NOT NULL, metric VARCHAR NOT NULL, basis VARCHAR NOT NULL, scenario_begroting VARCHAR NOT NULL,
    begroting DECIMAL(20, 4) NOT NULL, scenario_realisatie VARCHAR NOT NULL, realisatie DECIMAL(20, 4) NOT NULL,
    verschil DECIMAL(20, 4) NOT NULL, procent DOUBLE, document_ids VARCHAR[] NOT NULL,
    observation_ids VARCHAR[] NOT NULL, raised_at TIMESTAMP NOT NULL, mailable BOOLEAN NOT NULL,
    reason_not_mailed VARCHAR, acknowledged_at TIMESTAMP, acknowledged_by VARCHAR
);
COMMENT ON TABLE alert IS 'A domain was over its budget: the figures as they stood when it was raised';
COMMENT ON COLUMN alert.alert_id IS 'Hash of the exceedance: a replay makes the same';
COMMENT ON COLUMN alert.kpi_id IS 'Row of kpi_budget that raised it';
COMMENT ON COLUMN alert.municipality IS 'CBS code, GM0147';
COMMENT ON COLUMN alert.year IS 'Fiscal year';
COMMENT ON COLUMN alert.domain IS 'Part of the social domain; totaal is the whole programme';
COMMENT ON COLUMN alert.metric IS 'What is compared: lasten, or the net cost as saldo or amount';
COMMENT ON COLUMN alert.basis IS 'printed total, or sum of taakvelden';
COMMENT ON COLUMN alert.scenario_begroting IS 'Budget version';
COMMENT ON COLUMN alert.begroting IS 'Budgeted cost in euros';
COMMENT ON COLUMN alert.scenario_realisatie IS 'realisatie of the full year, or prognose';
COMMENT ON COLUMN alert.realisatie IS 'Realised or expected cost in euros';
COMMENT ON COLUMN alert.verschil IS 'begroting - realisatie in euros: negative is over budget (nadeel)';
COMMENT ON COLUMN alert.procent IS 'Over budget in percent of the budget';
COMMENT ON COLUMN alert.document_ids IS 'Documents that it rests on';
COMMENT ON COLUMN alert.observation_ids IS 'Observations that it rests on';
COMMENT ON COLUMN alert.raised_at IS 'When it was raised, UTC';
COMMENT ON COLUMN alert.mailable IS 'Whether a mail is due';
COMMENT ON COLUMN alert.reason_not_mailed IS 'Why no mail is due; null where one is';
COMMENT ON COLUMN alert.acknowledged_at IS 'When finance acknowledged it, UTC';
COMMENT ON COLUMN alert.acknowledged_by IS 'Who acknowledged it';

CREATE TABLE outbox (
    message_id VARCHAR NOT NULL, alert_id VARCHAR NOT NULL, recipients VARCHAR[] NOT NULL, state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL, last_error VARCHAR, created_at TIMESTAMP NOT NULL, next_attempt_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
COMMENT ON TABLE outbox IS 'Mails about alerts, written in the transaction that raised the alert';
COMMENT ON COLUMN outbox.message_id IS 'Message-ID of the mail, made of the alert: a replay makes the same';
COMMENT ON COLUMN outbox.alert_id IS 'Alert that it tells of';
COMMENT ON COLUMN outbox.recipients IS 'Addresses that it goes to';
COMMENT ON COLUMN outbox.state IS 'unsent, sent or dead';
COMMENT ON COLUMN outbox.attempts IS 'Times that sending was tried';
COMMENT ON COLUMN outbox.last_error IS 'What the mail server said last; null where nothing went wrong';
COMMENT ON COLUMN outbox.created_at IS 'When it was written, UTC';
COMMENT ON COLUMN outbox.next_attempt_at IS 'Not tried before this moment, UTC';
COMMENT ON COLUMN outbox.sent_at IS 'When the mail server took it, UTC';
