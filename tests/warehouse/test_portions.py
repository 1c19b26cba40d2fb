"""A batch goes into the warehouse in portions: the same rows as at once, and the same mistakes are refused."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tasks.model import Document, Normalised, Proof
from tasks.packed import Packed, packed, unpacked
from tasks.warehouse import Incoming, WarehouseError, open_warehouse, replace_documents, transaction
from tasks.warehouse.load import registered
from tests.small_documents import READER, document, figure, normalised

OF_ONE_LOAD = ["load_number", "loaded_at", "read_at", "first_seen", "held_since"]
TABLES = ("observation", "finding", "cell", "observation_head", "document_year", "document_proof")


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path / "w.duckdb") as opened:
        yield opened


def stated(of: Document) -> list[Packed]:
    """Figures of three years, each a part of its own that the judge counted."""
    years = [
        normalised(of, figure("jeugd", year, period=str(year)), figure("wmo", year)) for year in (2023, 2024, 2025)
    ]
    each = [frames.observations.with_columns(observation_id=pl.lit(f"{n:x}") + pl.col("observation_id").str.slice(1))
            for n, frames in enumerate(years)]  # fmt: skip
    return [packed(Normalised(own, one.findings, one.cells, Proof(1, 2))) for own, one in zip(each, years, strict=True)]


def loaded(con: duckdb.DuckDBPyConnection, *incoming: Incoming) -> dict[str, list[tuple[object, ...]]]:
    with transaction(con):
        replace_documents(con, incoming)
    asked = "SELECT COLUMNS(lambda c: NOT list_contains($1, c)) FROM"
    return {table: con.execute(f"{asked} {table}", [OF_ONE_LOAD]).fetchall() for table in TABLES}


def test_portions_give_the_rows_of_all_at_once(con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = [Incoming([one], stated(one), READER) for one in (document("a.txt"), document("b.txt"))]
    at_once = loaded(con, *batch)
    monkeypatch.setattr("tasks.warehouse.incoming.PORTION", 1)
    assert loaded(con, *batch) == at_once
    assert [len(at_once[table]) for table in ("observation", "observation_head", "document_proof")] == [12, 2, 2]
    assert {row[1:] for row in at_once["document_proof"]} == {(6, 3)}


def test_an_id_that_occurs_in_two_portions_is_refused(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.warehouse.incoming.PORTION", 1)
    one = document("a.txt")
    part = packed(normalised(one, figure("jeugd", 1)))
    with pytest.raises(WarehouseError, match=r"^a\.txt: cijfer .* komt 2 keer voor"):
        loaded(con, Incoming([one], [part, part], READER))
    assert con.execute("SELECT count(*) FROM observation").fetchall() == [(0,)]


def test_a_frame_is_let_go_of_before_its_transaction_ends(con: duckdb.DuckDBPyConnection) -> None:
    with transaction(con):
        frame = pl.DataFrame({"a": [1, 2]})
        held = weakref.ref(frame)
        with registered(con, incoming=frame):
            assert con.execute("SELECT sum(a) FROM incoming").fetchall() == [(3,)]
        del frame
        assert held() is None


def test_what_is_packed_comes_out_as_it_went_in() -> None:
    one = normalised(document("a.txt"), figure("jeugd", 1), figure("wmo", 2))
    part = packed(one)
    out = unpacked(part)
    assert out.observations.equals(one.observations)
    assert out.observations.schema == one.observations.schema
    assert out.cells.equals(one.cells)
    assert (part.observations, part.cells, part.fates) == (2, one.cells.height, {"observed": 2})
