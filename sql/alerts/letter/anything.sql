-- title: whether a letter has anything to tell of a municipality
-- grain: one row
-- unit: none
-- source: kpi_budget, document
SELECT EXISTS (FROM kpi_budget WHERE municipality = $municipality AND year >= $year - 1)
    OR EXISTS (FROM document WHERE municipality = $municipality AND superseded_by IS NULL AND loaded_at > $since)
