"""A warehouse of the size of the country: jaarstukken of every municipality and year, made by SQL.

A document has 84 rows (programme, domains, taakvelden and products) in seven tables, and for each of them lasten,
baten and saldo in four columns: the year before, two budgets and the year itself. One figure in forty of the year
before is not what the document of that year said, so that there are restatements to find.
"""

from __future__ import annotations

import duckdb

FIGURES = 84 * 12

DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE made AS
SELECT sha256(concat(m, '-', y)) AS document_id, format('GM{:04d}', m) AS municipality, y AS year, 's3://land/'
    || m || '/' || y || '.pdf' AS uri, $first + row_number() OVER (ORDER BY y, m) AS n
FROM range($first, $first + $municipalities) AS a(m), range(2025 - $years, 2025) AS b(y)
ORDER BY y, m;

INSERT INTO document
SELECT document_id, uri, uri, 'jaarstukken.pdf', '1', municipality, 'jaarstukken', year, year::VARCHAR, NULL, '{}',
    'made', '2026-01-01', NULL, n
FROM made;

INSERT INTO document_source BY NAME
SELECT uri, uri AS key, '1' AS version, document_id, true AS holds_now, '2026-01-01' AS first_seen FROM made
"""

OBSERVATIONS = """
INSERT INTO observation BY NAME
SELECT sha256(concat(n, '-', r, '-', c))[:32] AS observation_id, document_id,
    format('T{:02d}', r // 12 + 1) AS table_id,
    'Tabel ' || (r // 12 + 1) AS table_title, concept AS row_label, concat(scenario, ' ', period) AS column_label,
    metric, scenario, period, value, value AS standard_value, 'EUR' AS unit, 'wmo' AS domain, concept,
    r = 0 AS is_total, 1000 AS scale, '' AS mark, (value // 1000)::BIGINT::VARCHAR AS raw,
    'line ' || (r * 12 + c) AS locator, r AS "row", c AS "column", 'made' AS reader,
    n AS load_number
FROM (
    SELECT *, if(c % 4 = 0, year - 1, year)::VARCHAR AS period,
        ['realisatie', 'begroting_primitief', 'begroting_gewijzigd', 'realisatie'][c % 4 + 1] AS scenario,
        ['lasten', 'baten', 'saldo'][c // 4 + 1] AS metric,
        CASE WHEN r < 4 THEN ['programma', 'wmo', 'jeugd', 'participatie'][r + 1]
            WHEN r < 12 THEN 'taakveld.6.' || (r - 3) ELSE 'wmo.product' || r END AS concept,
        (1000 * (hash(municipality, r, c // 4, if(c % 4 = 0, year - 1, year), if(c % 4 = 0, 3, c % 4)) % 9000
            + if(c % 4 = 0 AND hash(n, r, c) % 40 = 0, 5, 0)) * if(c // 4 = 2, -1, 1))::DECIMAL(20, 4) AS value
    FROM made, range(84) AS a(r), range(12) AS b(c)
)
ORDER BY n, r, c
"""

CELLS = """
INSERT INTO cell
SELECT document_id, format('T{:02d}', r // 12 + 1), r, c, 'tekst ' || (r * 13 + c), 'line ' || (r * 13 + c), 'observed',
    NULL, n
FROM made, range(84) AS a(r), range(13) AS b(c)
ORDER BY n, r, c
"""


def fill(
    con: duckdb.DuckDBPyConnection, municipalities: int, years: int, *, first: int = 1, cells: bool = True
) -> None:
    """Load the documents of so many municipalities, numbered from `first`, over the years before 2025."""
    given = {"first": first, "municipalities": municipalities, "years": years}
    for part in DOCUMENTS.split(";\n"):
        con.execute(part, given if "$" in part else None).fetchall()
    con.execute(OBSERVATIONS).fetchall()
    con.execute("INSERT INTO document_year SELECT document_id, unnest([year - 1, year]) FROM made").fetchall()
    if cells:
        con.execute(CELLS).fetchall()
