-- title: write a mail to the outbox for each mailable alert that has none
-- grain: one row of outbox per alert
-- unit: none
-- source: alert; the Message-ID is made of the alert, so that a mail sent twice is known as the same mail
-- $own: recipients by municipality, who go before $recipients
INSERT INTO outbox BY NAME
SELECT concat('<', alert_id, '@', $mail_domain, '>') AS message_id, alert_id,
    coalesce(CAST($own AS MAP(VARCHAR, VARCHAR[]))[municipality], $recipients::VARCHAR[]) AS recipients,
    'unsent' AS state, 0 AS attempts,
    if(len(recipients) = 0, 'geen ontvangers ingesteld (DOMEINWACHT_MAIL_TO)', NULL) AS last_error,
    $now::TIMESTAMP AS created_at, $now::TIMESTAMP AS next_attempt_at
FROM alert ANTI JOIN outbox AS known USING (alert_id)
WHERE mailable
ORDER BY municipality, year, domain
