-- title: what a finding says of what was published
-- grain: macro; one word per finding
-- unit: none
-- source: none
-- wrong (its own arithmetic or table says otherwise), contradicts (two places, one of them wrong), bridge (both may be
-- right), unread (not read or not understood), note (for information).
CREATE OR REPLACE MACRO verdict_of(kind, severity) AS CASE
    WHEN kind IN ('a_bridge_is_needed', 'the_budget_is_not_that_of_the_begroting', 'amounts of one thing need a bridge',
        'a saldo in the text is that behind the reserves') THEN 'bridge'
    WHEN kind = 'the_same_fact_is_stated_otherwise' THEN if(severity = 'info', 'note', 'contradicts')
    WHEN kind IN ('counts_are_copied_from_another_row', 'heading contradicts its table', 'sentence contradicts its table',
        'a change in the text is not that of the table', 'a percentage in the text is not that of the table',
        'a price index does not explain the growth') THEN 'contradicts'
    WHEN kind = 'document withdrawn' THEN 'note'
    WHEN kind = 'row is misplaced' THEN 'unread'
    WHEN severity = 'error' OR kind = 'known source error' OR kind = 'figure does not fit'
        OR regexp_matches(kind, ' (does|do) not (come out|add up)$') THEN 'wrong'
    WHEN severity = 'warning' THEN 'unread'
    ELSE 'note'
END;
