-- title: the life of an alert, and the log that proves it
-- grain: columns of alert and outbox; alert_log: one row per event, each with the hash of the one before
-- unit: euros, cost positive
-- source: tasks/alerts
ALTER TABLE alert ADD COLUMN line_id VARCHAR;
ALTER TABLE alert ADD COLUMN level VARCHAR;
ALTER TABLE alert ADD COLUMN rule VARCHAR;
ALTER TABLE alert ADD COLUMN hold VARCHAR;
ALTER TABLE alert ADD COLUMN change VARCHAR;
ALTER TABLE alert ADD COLUMN threshold DECIMAL(20, 4);
ALTER TABLE alert ADD COLUMN document_id VARCHAR;
ALTER TABLE alert ADD COLUMN told_at TIMESTAMP;
ALTER TABLE alert ADD COLUMN superseded_by VARCHAR;
ALTER TABLE alert ADD COLUMN resolved_at TIMESTAMP;
ALTER TABLE alert ADD COLUMN acknowledged_note VARCHAR;
UPDATE alert SET line_id = kpi_id, rule = 'b_domain_over', threshold = 0,
    level = if(domain = 'totaal' AND metric = 'lasten' AND scenario_begroting = 'begroting_gewijzigd', 'A', 'B');
COMMENT ON COLUMN alert.line_id IS 'What is over through all its figures: the alerts of one life have it in common';
COMMENT ON COLUMN alert.level IS 'A: authorised level over its amended budget; B: domain over its budget; C: prognosis moved';
COMMENT ON COLUMN alert.rule IS 'File of sql/alerts/rules/raise that raised it';
COMMENT ON COLUMN alert.hold IS 'File of sql/alerts/rules/hold that keeps its mail back; null where none does';
COMMENT ON COLUMN alert.change IS 'What its mail tells: opened, grew, shrank or reopened; null where there is none';
COMMENT ON COLUMN alert.threshold IS 'Euros over budget from which it was mailed, when it was judged last';
COMMENT ON COLUMN alert.document_id IS 'Document that states what was realised or expected';
COMMENT ON COLUMN alert.told_at IS 'When its mail was put in the outbox, UTC; null where finance was not told';
COMMENT ON COLUMN alert.superseded_by IS 'Alert of the same line with the figures that came after';
COMMENT ON COLUMN alert.resolved_at IS 'When its line was no longer over budget, UTC';
COMMENT ON COLUMN alert.acknowledged_note IS 'What the one who acknowledged it wrote';
COMMENT ON COLUMN alert.scenario_begroting IS 'Budget version that it is held against; prognose for an earlier prognosis (level C)';
ALTER TABLE outbox ADD COLUMN kind VARCHAR DEFAULT 'alert';
ALTER TABLE outbox ADD COLUMN alert_ids VARCHAR[];
ALTER TABLE outbox ADD COLUMN municipality VARCHAR;
ALTER TABLE outbox ADD COLUMN run VARCHAR;
ALTER TABLE outbox ADD COLUMN merged_into VARCHAR;
UPDATE outbox SET kind = 'alert', alert_ids = [alert_id],
    municipality = (SELECT any_value(a.municipality) FROM alert AS a WHERE a.alert_id = outbox.alert_id);
UPDATE outbox SET run = 'before the log' WHERE state = 'sent';
UPDATE alert SET told_at = (SELECT min(created_at) FROM outbox AS o WHERE o.alert_id = alert.alert_id),
    change = if(mailable, 'opened', NULL);
COMMENT ON TABLE outbox IS 'Mails, written in the transaction that made what they tell of';
COMMENT ON COLUMN outbox.alert_id IS 'First alert that it tells of; empty where it tells of none';
COMMENT ON COLUMN outbox.state IS 'unsent, sent, dead (refused), withdrawn (no longer so) or merged (in a digest)';
COMMENT ON COLUMN outbox.kind IS 'alert, digest (alerts of many documents), steward or letter';
COMMENT ON COLUMN outbox.alert_ids IS 'All alerts that it tells of';
COMMENT ON COLUMN outbox.municipality IS 'CBS code of the municipality that it is about; null for more than one';
COMMENT ON COLUMN outbox.run IS 'Run of Prefect that made it; null where there was none';
COMMENT ON COLUMN outbox.merged_into IS 'Message-ID of the digest that tells of it instead';

CREATE TABLE alert_log (
    number BIGINT NOT NULL, happened_at TIMESTAMP NOT NULL, event VARCHAR NOT NULL, alert_id VARCHAR NOT NULL,
    municipality VARCHAR NOT NULL, detail VARCHAR NOT NULL, previous VARCHAR NOT NULL, hash VARCHAR NOT NULL
);
COMMENT ON TABLE alert_log IS 'What was known when, who was told and what was sent; rows are only ever added';
COMMENT ON COLUMN alert_log.number IS 'Place in the log, from 1';
COMMENT ON COLUMN alert_log.happened_at IS 'When it happened, UTC';
COMMENT ON COLUMN alert_log.event IS 'noted, opened, grew, shrank, reopened, superseded, resolved, acknowledged, queued, sent, refused or withdrawn';
COMMENT ON COLUMN alert_log.alert_id IS 'Alert that it happened to; empty where it is about none';
COMMENT ON COLUMN alert_log.municipality IS 'CBS code; empty where it is about none';
COMMENT ON COLUMN alert_log.detail IS 'JSON: amounts, recipients, Message-ID, who and what they wrote';
COMMENT ON COLUMN alert_log.previous IS 'Hash of the row before; of the first row 64 zeros';
COMMENT ON COLUMN alert_log.hash IS 'sha256 of all the other columns';

CREATE TABLE alert_log_head (entries BIGINT NOT NULL, hash VARCHAR NOT NULL);
COMMENT ON TABLE alert_log_head IS 'How many rows the log has and the hash of the last: a log that was shortened is found';
COMMENT ON COLUMN alert_log_head.entries IS 'Rows of alert_log';
COMMENT ON COLUMN alert_log_head.hash IS 'Hash of the last row';

ALTER TABLE quarantine ADD COLUMN looked_at TIMESTAMP;
COMMENT ON COLUMN quarantine.looked_at IS 'When it was refused last, UTC: what is said of it later makes it read again';
