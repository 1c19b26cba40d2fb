-- title: finance was told a few days ago, and it did not grow by another threshold
-- grain: alerts to keep back
-- unit: none
-- source: alert_candidate, alert_policy; judged again at the next document or review
-- zin: kort geleden gemeld: een volgend bericht komt na de stille dagen
SELECT c.alert_id
FROM alert_candidate AS c
JOIN alert_policy AS p USING (municipality)
WHERE c.change IN ('grew', 'shrank') AND c.told_at > p.quiet_since AND abs(c.verschil) - c.told_amount <= greatest(c.threshold, 1)
