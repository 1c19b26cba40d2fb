-- title: when the letters of a municipality before a moment were written
-- grain: one row
-- unit: UTC
-- source: outbox
SELECT max(created_at) FROM outbox WHERE kind = 'letter' AND municipality = $municipality AND created_at < $before
