-- title: findings, the gravest first
-- grain: one row per finding in a document that is not superseded, and of documents that were withdrawn that they were
-- unit: as printed
-- source: finding, document, observation (the figure, and the titles of tables), kpi_bridge (what Iv3 has beside own documents)
-- parameters: $municipality (CBS code), $year, $document (part of its name) and $severity narrow the choice, NULL does not
-- verdict: sql/core/verdict.sql
-- Iv3 prints thousands: what it has beside own documents needs a bridge where its figures may not each be 500 off.
-- explain: the figure that the finding is about, where it is about one; year: of that figure, else of its document.
WITH placed AS (
    SELECT f.finding_id, o.observation_id, o.column_label,
        regexp_replace(f.printed, '[^\d,]', '', 'g') = regexp_replace(o.raw, '[^\d,]', '', 'g') AS is_printed,
        contains(f.text, o.column_label) AS is_named, stated_year(o.period, NULL) AS year
    FROM finding AS f
    JOIN observation AS o USING (document_id, locator)
    WHERE f.table_id IS NULL OR f.table_id = o.table_id
    QUALIFY row_number() OVER (
        PARTITION BY f.finding_id ORDER BY is_printed DESC NULLS LAST, is_named DESC NULLS LAST, o.observation_id) = 1
),
told AS (
    SELECT f.*, d.name AS document, d.municipality, d.superseded_by, d.year AS document_year, p.observation_id,
        coalesce(f.year, if(p.is_printed AND p.is_named, p.year, NULL), d.year) AS of_year
    FROM finding AS f
    JOIN document AS d USING (document_id)
    LEFT JOIN placed AS p USING (finding_id)
)
FROM (
    SELECT f.document, f.kind, f.severity, concat_ws(' ', f.table_id, t.table_title) AS "where", f.locator,
        f.printed, f.computed, f.text, verdict_of(f.kind, f.severity) AS verdict, f.municipality,
        f.of_year AS year, left(f.observation_id, 12) AS explain
    FROM told AS f
    LEFT JOIN (
        SELECT document_id, table_id, any_value(table_title) AS table_title FROM observation GROUP BY ALL
    ) AS t USING (document_id, table_id)
    WHERE (f.superseded_by IS NULL OR f.kind = 'document withdrawn')
      AND ($municipality IS NULL OR f.municipality = $municipality)
      AND ($year IS NULL OR f.of_year = $year OR f.document_year = $year)
      AND ($document IS NULL OR contains(lower(f.document), lower($document)))
      AND ($severity IS NULL OR f.severity = $severity)
    UNION ALL BY NAME
    SELECT d.name AS document, 'iv3_has_another_extent' AS kind, 'info' AS severity,
        concat_ws(' ', o.table_id, o.table_title) AS "where", o.locator, o.raw AS printed,
        dutch_number(b.iv3 / o.scale) AS computed, format('{} {}: in eigen stukken {} {}, in Iv3 lasten {} (verschil {}). De brug: '
            'baten {}, andere afbakening {}.', CASE b.domain WHEN 'totaal' THEN 'Programma sociaal domein'
            ELSE upper(b.domain[1]) || b.domain[2:] END, b.year, if(b.metric = 'lasten', 'lasten', 'netto kosten'),
            dutch_number(b.own), dutch_number(b.iv3), dutch_number(b.iv3 - b.own), dutch_number(b.baten),
            dutch_number(b.rest)) AS text, 'bridge' AS verdict, b.municipality, b.year, left(b.kpi_id, 12) AS explain
    FROM kpi_bridge AS b
    JOIN observation AS o ON o.observation_id = b.observation_ids[1]
    JOIN document AS d USING (document_id)
    WHERE abs(b.own - b.iv3) > 500 * len(b.observation_ids)
      AND ($municipality IS NULL OR b.municipality = $municipality) AND ($year IS NULL OR b.year = $year)
      AND ($document IS NULL OR contains(lower(d.name), lower($document))) AND coalesce($severity, 'info') = 'info'
)
ORDER BY list_position(['error', 'warning', 'info'], severity),
    list_position(['wrong', 'contradicts', 'bridge', 'unread', 'note'], verdict), municipality, document, "where", kind,
    locator, explain, printed, text
