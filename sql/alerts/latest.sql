-- title: the last moment at which anything happened to an alert
-- grain: one row
-- unit: UTC
-- source: alert; what happens next is later, also when a clock was set back or two loads share a moment
SELECT greatest(max(told_at), max(resolved_at)) FROM alert
