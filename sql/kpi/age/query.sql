-- title: age of the information
-- grain: one row per municipality and document
-- unit: days from the end of the period to the publication
-- source: judged_statement
-- uitleg: Hoeveel dagen er liggen tussen het einde van de periode waarover een stuk gaat en de dag dat het bekend werd.
-- Alleen van stukken die zeggen wanneer ze verschenen zijn; van de andere staat er dat het niet bekend is.
-- rule: a budget looks ahead and has no age.
SELECT left(sha256(concat_ws('|', 'age', municipality, document_id)), 32) AS kpi_id, municipality, document_year AS year,
    document, kind, document_period AS period, known_on(NULL, 'other', document_year, document_period) AS period_end,
    if(is_published, any_value(known_on), NULL) AS published,
    if(is_published, date_diff('day', period_end, any_value(known_on)), NULL) AS days,
    if(is_published, NULL, 'Het stuk zegt niet wanneer het verschenen is.') AS reason, [document_id] AS document_ids,
    []::VARCHAR[] AS observation_ids
FROM (
    SELECT s.*, d.published IS NOT NULL AS is_published FROM judged_statement AS s
    JOIN document AS d USING (document_id)
    WHERE s.kind NOT IN ('begroting', 'iv3') AND starts_with(s.period, s.document_year::VARCHAR)
)
GROUP BY municipality, document_year, document, kind, document_period, document_id, is_published
