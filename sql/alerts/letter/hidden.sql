-- title: the places of figures at hand that are not shown
-- grain: one row per figure
-- unit: none
-- source: suppressed, mail_statement
SELECT document_id, locator FROM mail_statement WHERE observation_id IN (SELECT observation_id FROM suppressed)
