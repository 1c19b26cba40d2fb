-- title: figures that no KPI rests on, and why
-- grain: one row per municipality, year and reason
-- unit: figures
-- source: judged_left_out (left_out_statement of the municipality in hand)
-- uitleg: Een cijfer telt nergens mee zolang niet vaststaat welke versie, periode, maat, eenheid of schaal het heeft,
-- zolang het document zichzelf erin tegenspreekt, of zolang zijn omschrijving alleen op een bekende lijkt.
-- rule: concluded_of says what is left out. What may be money only: a count of which the unit is known is missed by no budget line. A figure of which the period
-- is open is counted in the year of its document.
SELECT municipality, coalesce(try_cast(left(period, 4) AS INTEGER), document_year) AS year,
    why_left_out(left_out, doubt) AS reason, count(*) AS figures
FROM judged_left_out
WHERE coalesce(unit, 'EUR') = 'EUR'
GROUP BY ALL
