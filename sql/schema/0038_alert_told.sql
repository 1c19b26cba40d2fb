-- title: how far the changes of alerts were told to Prefect
-- grain: at most one row
-- unit: none
-- source: tasks/alerts/log.py
CREATE TABLE alert_told (number BIGINT NOT NULL);
COMMENT ON TABLE alert_told IS 'How far the changes of alerts were told to Prefect as events';
COMMENT ON COLUMN alert_told.number IS 'Last row of alert_log that was told, or passed over';
