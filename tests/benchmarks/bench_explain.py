"""How long it takes to walk from a figure back to its cell, in a warehouse of the size of the country.

Run with `make bench`; the warehouse has 342 municipalities, 10 years and 3 documents a year of 1,000 figures each.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import duckdb
import pytest

from tasks.model import stable_id
from tasks.warehouse import open_warehouse
from tasks.warehouse.explain import explain
from tasks.warehouse.statements import statement

MOST = 0.100  # seconds
ROUNDS = 15
DOCUMENTS = """
INSERT INTO document BY NAME
SELECT sha256(concat('document ', i)) AS document_id, format('s3://documenten/{}.txt', i) AS uri, uri AS key,
    uri AS name, '' AS version, format('GM{:04d}', i // 30) AS municipality,
    ['begroting', 'tussenrapportage', 'jaarstukken'][1 + i % 3] AS kind,
    2016 + (i // 3) % 10 AS year, year::VARCHAR AS period, '{}' AS evidence, 'bench' AS reader,
    TIMESTAMP '2026-01-01' AS loaded_at
FROM range(342 * 30) AS r(i);
INSERT INTO document_source SELECT uri, key, version, document_id, true, loaded_at FROM document"""
OBSERVATIONS = """
INSERT INTO observation BY NAME
SELECT md5(document_id || j) AS observation_id, document_id, format('T{:02d}', 1 + j // 100) AS table_id,
    'Lasten' AS table_title, format('Rij {}', j // 4) AS row_label, format('Kolom {}', j % 4) AS column_label,
    ['lasten', 'baten', 'saldo', 'amount'][1 + j % 4] AS metric,
    ['realisatie', 'begroting', 'prognose'][1 + j // 4 % 3] AS scenario, period,
    hash(document_id, j) % 10_000_000 AS value, 'EUR' AS unit, 'jeugd' AS domain,
    format('jeugd/rij_{}', j // 12) AS concept, false AS is_total, 1 AS scale, '' AS mark, value::VARCHAR AS raw,
    format('line {}', j // 4) AS locator, 1 + j // 4 % 25 AS "row", 1 + j % 4 AS "column", 'bench' AS reader
FROM document, range(1000) AS r(j)
WHERE municipality BETWEEN $1 AND $2
ORDER BY document_id, j"""
CELLS = """
INSERT INTO cell BY NAME
SELECT document_id, table_id, "row", "column", text, locator, fate FROM (
    SELECT document_id, table_id, "row", "column", raw AS text, locator, 'observed' AS fate FROM observation
    UNION ALL
    SELECT DISTINCT document_id, table_id, "row", 0, row_label, locator, NULL FROM observation
)
ORDER BY document_id, table_id, "row", "column"
"""
KPI = """
INSERT INTO kpi_budget BY NAME
SELECT $1 AS kpi_id, 'GM0100' AS municipality, 2020 AS year, 'jeugd' AS domain, 'lasten' AS metric,
    'printed total' AS basis, 'begroting' AS scenario_begroting, 100 AS begroting, 'realisatie' AS scenario_realisatie,
    120 AS realisatie, -20 AS verschil, 20 AS procent, true AS over, list(DISTINCT document_id) AS document_ids,
    list(observation_id) AS observation_ids
FROM (
    FROM observation SEMI JOIN (FROM document WHERE municipality = 'GM0100' AND year = 2020) USING (document_id)
    WHERE concept = 'jeugd/rij_1' AND metric = 'lasten' AND scenario <> 'prognose' LIMIT 2
)"""


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path: Path = tmp_path_factory.mktemp("national") / "national.duckdb"
    with open_warehouse(path) as con:
        con.execute(DOCUMENTS).fetchall()
        for first in range(0, 342, 38):  # in the order in which municipalities come, not in that of a hash
            con.execute(OBSERVATIONS, [f"GM{first:04d}", f"GM{first + 37:04d}"]).fetchall()
        con.execute(CELLS).fetchall()
        con.execute(KPI, [stable_id("kpi")]).fetchall()
        heads = statement("schema/0011_observation_head")
        con.execute(heads[heads.index("INSERT INTO") :]).fetchall()
    with open_warehouse(path, read_only=True) as con:
        yield con


def seconds(walk: Callable[[], object]) -> tuple[float, float]:
    """The median and the longest of a number of rounds, the first left out: it fills the cache of the disk."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        walk()
        taken.append(time.perf_counter() - start)
    return median(taken[1:]), max(taken[1:])


@pytest.mark.parametrize("what", ["whole id", "12 characters", "a kpi of two figures"])
def test_explain_at_the_size_of_the_country(national: duckdb.DuckDBPyConnection, what: str) -> None:
    ((id_,),) = national.execute("SELECT observation_id FROM observation LIMIT 1 OFFSET 7_345_678").fetchall()
    asked = {"whole id": id_, "12 characters": id_[:12], "a kpi of two figures": stable_id("kpi")[:12]}[what]
    assert explain(national, asked)["id"].startswith(asked)
    middle, longest = seconds(lambda: explain(national, asked))
    ((rows,),) = national.execute("SELECT count(*) FROM observation").fetchall()
    print(f"\nexplain, {what}, {rows:,} observations: {middle * 1000:.0f} ms, at most {longest * 1000:.0f} ms")
    assert middle < MOST
