"""What the real documents themselves print wrong, through the whole line: found, told once, shown, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object, refresh
from tasks.model import StoredObject
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse, transaction
from tasks.warehouse.queries import Row, account, audit
from tasks.workbench import examine

REAL = Path(__file__).parents[3] / "shared" / "documents"
NOW = datetime(2026, 4, 1)
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not on this machine")
# Document, place, kind, printed, computed; until November 2026 statements over the warehouse found the same five.
WRONG_BY_ITSELF = {
    ("000", "line 73", "average does not come out", "€ 2.834", "2.849"),
    ("000", "line 133", "average does not come out", "€ 12.814", "10.110"),
    ("000", "line 246", "difference does not come out", "24", "32"),
    ("000", "line 249", "total does not add up", "25.923", "25.969"),
    ("000", "line 249", "total does not add up", "65", "11"),
}
# The other kinds, by document: as many as before there were findings of the judge.
OTHER_KINDS = {
    ("000", "the_same_fact_is_stated_otherwise"): 13,
    ("000", "counts_are_copied_from_another_row"): 2,
    ("001", "the_same_fact_is_stated_otherwise"): 14,
    ("002", "the_same_fact_is_stated_otherwise"): 3,
}
ARITHMETIC = (
    "come out",
    "add up",
    "does not fit",
    "misplaced",
    "another size",
    "out of range",
    "against",
    "say the same",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The five real documents, loaded and checked."""
    folder = tmp_path_factory.mktemp("careful")
    settings = Settings(var=folder)
    for path in sorted(REAL.glob("00?_*.txt")):
        store, prefix = open_store(str(path), settings)
        for ref in documents(store, prefix):
            outcome = ingest_object(store, ref, warehouse=folder / "w.duckdb", settings=settings, now=NOW)
            assert outcome.status == "loaded"
    with open_warehouse(folder / "w.duckdb") as con:
        with transaction(con):
            refresh(con, settings, NOW)
        yield con


def found(con: duckdb.DuckDBPyConnection) -> list[Row]:
    return list(audit(con))


def test_each_is_found_once_with_what_is_printed_and_computed(loaded: duckdb.DuckDBPyConnection) -> None:
    told = [row for row in found(loaded) if any(words in row["kind"] for words in ARITHMETIC)]
    lines = [(row["document"][:3], row["locator"], row["kind"], row["printed"], row["computed"]) for row in told]
    assert sorted(lines) == sorted(WRONG_BY_ITSELF)
    assert {row["severity"] for row in told} == {"error"}


def test_a_finding_names_table_row_and_column_the_difference_and_the_other_cells(
    loaded: duckdb.DuckDBPyConnection,
) -> None:
    (total,) = [row["text"] for row in found(loaded) if row["printed"] == "25.923"]
    assert total == (
        "Tabel 'TOTALE FINANCIEN WMO, JW, PARTICIPATIE': 'Totaal', '2025R': afgedrukt is 25.923, de rijen tellen op "
        "tot 25.969 (verschil -46). De andere cijfers: regel 246, regel 247, regel 248."
    )


def test_what_only_other_tables_and_documents_tell_is_found_as_before(loaded: duckdb.DuckDBPyConnection) -> None:
    counted = Counter((row["document"][:3], row["kind"]) for row in found(loaded))
    assert {place: counted[place] for place in OTHER_KINDS} == OTHER_KINDS


def test_the_account_says_how_much_the_arithmetic_of_a_document_proves_and_contradicts(
    loaded: duckdb.DuckDBPyConnection,
) -> None:
    proved = {row["document"][:3]: row["proved"] / row["money"] for row in account(loaded) if row["money"]}
    assert {row["document"][:3]: row["wrong"] for row in account(loaded) if row["wrong"]} == {"000": 5}
    assert proved["000"] > 0.6
    assert proved["002"] > 0.8


def test_one_document_by_itself_shows_them_too() -> None:
    (path,) = REAL.glob("000_*.txt")
    seen = examine(StoredObject(path.as_uri(), path.name, "", path.read_bytes()))
    told = {("000", row["locator"], row["kind"], row["printed"], row["computed"]) for row in seen.findings}
    assert told >= WRONG_BY_ITSELF
