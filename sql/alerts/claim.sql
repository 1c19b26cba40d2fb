-- title: take the next mail that is due
-- grain: one row of outbox, or none
-- unit: none
-- source: outbox, alert, kpi_budget; a mail whose exceedance no longer stands (another document or a reread moved
--   the figure) waits: it would tell finance what is no longer so, and goes out should the figure come back
UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $lease,
    recipients = if(len(recipients) = 0, $recipients::VARCHAR[], recipients)
WHERE message_id = (
    SELECT o.message_id
    FROM outbox AS o
    JOIN alert AS a USING (alert_id)
    JOIN kpi_budget AS k USING (municipality, year, domain, metric, scenario_begroting, begroting,
        scenario_realisatie, realisatie)
    WHERE o.state = 'unsent' AND k.over
      AND (o.attempts = 0 OR o.next_attempt_at <= $now)
      AND len(o.recipients) + len($recipients::VARCHAR[]) > 0
    ORDER BY o.created_at, a.municipality, a.year, a.domain, o.message_id
    LIMIT 1
)
RETURNING message_id, alert_id, recipients, attempts
