-- title: when the last digest for the data steward was written
-- grain: one row
-- unit: UTC
-- source: outbox
SELECT coalesce(max(created_at) FILTER (created_at < $before), TIMESTAMP '1970-01-01') FROM outbox WHERE kind = 'steward'
