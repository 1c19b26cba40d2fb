-- title: how many mails each receiver had, today and ever
-- grain: one row per receiver
-- unit: count
-- source: outbox; a day is one in the Netherlands, given as $day_began in UTC
SELECT receiver, count(*) FILTER (sent_at >= $day_began) AS today, count(*) AS ever
FROM (SELECT unnest(recipients) AS receiver, sent_at FROM outbox WHERE state = 'sent' AND kind IN ('alert', 'digest'))
GROUP BY receiver
