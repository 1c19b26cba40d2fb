-- title: what an earlier program refused, which the one of now may read: its vocabularies grow by what people decide
-- grain: one row per address and version
-- unit: none
-- source: quarantine; $1: what this program is (tasks/known.py)
SELECT uri, version FROM quarantine WHERE resolved_at IS NULL AND refused_with IS DISTINCT FROM $1
