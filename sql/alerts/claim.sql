-- title: take the next mail that is due
-- grain: one row of outbox, or none
-- unit: none
-- source: outbox, alert, kpi_budget; a mail whose exceedance no longer stands (another document or a reread moved
--   the figure) waits: it would tell finance what is no longer so, and goes out should the figure come back
-- $own: recipients by municipality, who go before $recipients; both only where the mail has none yet
UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $lease, recipients = due.reached
FROM (
    SELECT o.message_id, if(len(o.recipients) > 0, o.recipients,
        coalesce(CAST($own AS MAP(VARCHAR, VARCHAR[]))[a.municipality], $recipients::VARCHAR[])) AS reached
    FROM outbox AS o
    JOIN alert AS a USING (alert_id)
    JOIN kpi_budget AS k USING (municipality, year, domain, metric, scenario_begroting, begroting,
        scenario_realisatie, realisatie)
    WHERE o.state = 'unsent' AND k.over AND (o.attempts = 0 OR o.next_attempt_at <= $now) AND len(reached) > 0
    ORDER BY o.created_at, a.municipality, a.year, a.domain, o.message_id
    LIMIT 1
) AS due
WHERE outbox.message_id = due.message_id
RETURNING outbox.message_id, alert_id, recipients, attempts
