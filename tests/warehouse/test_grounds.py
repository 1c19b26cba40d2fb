"""What each conclusion about a figure rests on: kept, exported, and nothing is built on what rests on nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl

from tasks.frames import GROUNDS, LATER
from tasks.model import Proof
from tasks.warehouse import replace_document, transaction
from tasks.warehouse.export import export
from tasks.warehouse.queries import account
from tests.small_documents import document, figure, load, normalised

FIRST_TWELVE = (
    "document,table_title,row_label,column_label,metric,scenario,period,value,unit,domain,raw,locator"  # what is scored
)


def test_grounds_are_kept_and_exported_after_what_was_there(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    stated = ("printed", "title", "note", "neighbour", "arithmetic", "vocabulary", "ocr")
    told = dict(zip(GROUNDS, stated, strict=True)) | {"concept_score": 0.92, "doubt": "twee kolommen zeggen hetzelfde"}
    told = {name: told.get(name, 0.81) for name in LATER}
    load(con, document("a"), figure("wmo", 1, **told), figure("jeugd", 2))
    kept = con.execute(f"SELECT {', '.join(LATER)} FROM observation ORDER BY value").fetchall()
    assert kept == [tuple(told.values()), (None,) * len(LATER)]
    export(con, "observations", tmp_path / "o.csv")
    written = pl.read_csv(tmp_path / "o.csv")
    assert ",".join(written.columns[:12]) == FIRST_TWELVE
    assert tuple(written.columns[-len(LATER) :]) == LATER
    assert written.filter(value=1).select(LATER).row(0) == tuple(told.values())


def test_an_open_figure_is_kept_with_its_heading_and_exported_empty(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    blank = dict.fromkeys(("scenario", "period", "metric", "unit"))
    load(con, document("a"), figure("wmo", 1, **blank, column_label="Mutaties", scenario_ground="none"))
    export(con, "observations", tmp_path / "o.csv")
    row = pl.read_csv(tmp_path / "o.csv").row(0, named=True)
    assert {name: row[name] for name in blank} == blank
    assert (row["column_label"], row["value"], row["scenario_ground"]) == ("Mutaties", 1, "none")


def test_what_the_arithmetic_of_a_document_proves_stands_in_its_account(con: duckdb.DuckDBPyConnection) -> None:
    judged, unjudged = document("a"), document("b")
    load(con, unjudged, figure("wmo", 1))
    for proof in (Proof(proved=1, money=2), Proof(proved=2, money=2)):
        with transaction(con):
            read = replace(normalised(judged, figure("wmo", 1), figure("jeugd", 2)), proof=proof)
            replace_document(con, judged, read, "proef")
        told = {row["document"]: (row["proved"], row["money"]) for row in account(con)}
        assert told == {"a": tuple(proof), "b": (None, None)}
    load(con, judged, figure("wmo", 1))
    assert [row["proved"] for row in account(con)] == [None, None]
