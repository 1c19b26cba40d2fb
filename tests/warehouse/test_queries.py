from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tasks.kpi import refresh_kpis
from tasks.warehouse import WarehouseError, refresh_findings, transaction
from tasks.warehouse.explain import explain, rule
from tasks.warehouse.export import export, for_csv, select, what
from tasks.warehouse.queries import account, audit, budgets
from tests.small_documents import document, figure, load

CONTRACT = [
    *("document", "table_title", "row_label", "column_label", "metric", "scenario", "period", "value", "unit"),
    *("domain", "raw", "locator"),
]


@pytest.fixture
def loaded(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Borne 2025 with Jeugd over its budget, stated twice."""
    figures = [figure("jeugd", 120, row_label="=SUM(A)"), figure("jeugd", 100, "begroting"), figure("wmo", "-0.50")]
    load(con, document(), *figures)
    load(con, document("kopie.txt"), figure("jeugd", 125), figure("jeugd", 100, "begroting"))
    with transaction(con):
        refresh_kpis(con)
        refresh_findings(con)
    return con


@pytest.mark.parametrize("municipality", [None, "Borne", "borne", "GM0147", "gm0147"])
def test_budgets_by_name_or_code(loaded: duckdb.DuckDBPyConnection, municipality: str | None) -> None:
    (held,) = budgets(loaded, municipality, 2025)
    assert (held["municipality"], held["domain"], held["over"]) == ("Borne", "jeugd", True)
    assert (held["realisatie"], held["verschil"]) in {(120, -20), (125, -25)}
    assert budgets(loaded, "Hengelo") == budgets(loaded, None, 2024) == []


@pytest.mark.parametrize(
    ("kind", "severity", "printed", "told"),
    [
        ("total does not add up", "error", "125", True),
        ("known source error", "warning", "125", True),
        ("the_same_fact_is_stated_otherwise", "warning", "125", True),
        ("the_same_fact_is_stated_otherwise", "info", "125", False),  # one unit apart, or between documents
        ("a_bridge_is_needed", "info", "125", False),
        ("column is open", "warning", "125", False),  # was not understood; no word against the figure
        ("total does not add up", "error", "124", False),  # of another figure on that line
    ],
)
def test_a_row_has_what_contradicts_its_figures(
    con: duckdb.DuckDBPyConnection, kind: str, severity: str, printed: str, told: bool
) -> None:
    of = load(con, document(), figure("jeugd", 125), figure("jeugd", 100, "begroting"))
    con.execute(
        "INSERT INTO finding (finding_id, document_id, kind, severity, table_id, locator, printed, text) "
        "VALUES ('f', ?, ?, ?, 'T01', 'line 1', ?, 'realisatie is 120')",
        [of.document_id, kind, severity, printed],
    )
    with transaction(con):
        refresh_kpis(con)
    (held,) = budgets(con)
    assert held["contradicted"] == ("realisatie is 120" if told else None)


def test_audit_names_document_table_and_place(loaded: duckdb.DuckDBPyConnection) -> None:
    (finding,) = audit(loaded)
    assert list(finding) == [
        *("document", "kind", "severity", "where", "locator", "printed", "computed", "text"),
        *("verdict", "municipality", "year", "explain"),
    ]
    assert (finding["where"], finding["severity"]) == ("T01 Lasten", "info")
    assert {finding["printed"], finding["computed"]} == {"120", "125"}


def test_account_adds_up_and_says_so_when_it_does_not(loaded: duckdb.DuckDBPyConnection) -> None:
    loaded.execute("UPDATE cell SET fate = 'ignored' WHERE text = '-0.50'")
    first = next(row for row in account(loaded) if row["document"] == "monitor.txt")
    told = {"document": "monitor.txt", "cells": 3, "observed": 2, "ignored": 1, "signalled": 0}
    assert first == told | {"money": None, "proved": None, "wrong": 0}
    loaded.execute("UPDATE cell SET fate = NULL WHERE text = '125'")
    with pytest.raises(WarehouseError, match=r"kopie\.txt: van 1 cellen met een cijfer is niet gezegd"):
        account(loaded)


def test_explain_walks_from_a_kpi_to_cell_and_object(loaded: duckdb.DuckDBPyConnection) -> None:
    (held,) = budgets(loaded)
    found = explain(loaded, held["explain"])
    assert (found["kind"], found["figures"]["domain"], len(found["observations"])) == ("kpi", "jeugd", 2)
    assert found["rule"].startswith("Realisatie van het hele jaar")
    one = explain(loaded, found["observations"][0]["id"])
    assert one == found["observations"][0]
    assert one["cell"]["text"] == one["figure"]["raw"]
    assert [cell["text"] for cell in one["headings"]] == ["realisatie"]
    assert one["row"][0]["text"] == one["figure"]["row_label"]
    assert one["addresses"][0]["uri"] == one["figure"]["uri"]
    assert one["figure"]["sha256"] == one["figure"]["document_id"]
    assert [other["document"] for other in one["statements"]] == [
        name for name in ("kopie.txt", "monitor.txt") if name != one["figure"]["document"]
    ]


def test_explain_refuses_an_id_that_is_not_one_thing(loaded: duckdb.DuckDBPyConnection) -> None:
    for beginning, reason in (("nonsense", "is geen nummer"), ("deadbeef01", "is geen nummer"), ("", "is geen nummer")):
        with pytest.raises(WarehouseError, match=reason):
            explain(loaded, beginning)
    load(
        loaded,
        document("x"),
        figure("wmo", 1, observation_id="abcd1234a"),
        figure("wmo", 2, observation_id="abcd1234b"),
    )
    with pytest.raises(WarehouseError, match="meer dan één cijfer"):
        explain(loaded, "abcd")


@pytest.mark.parametrize("digits", [4, 7, 8, 9, 32])
def test_explain_finds_a_figure_by_as_much_of_its_id_as_tells_it_from_others(
    con: duckdb.DuckDBPyConnection, digits: int
) -> None:
    """Three documents, each with an id that parts from that of the first at another digit."""
    ids = ["1234567" + "89" + "0" * 23, "1234567" + "8f" + "0" * 23, "1234567" + "f0" + "0" * 23]
    for number, id_ in enumerate(ids):
        load(con, document(f"{number}.txt"), figure("wmo", number, observation_id=id_))
    if digits < 9:
        with pytest.raises(WarehouseError, match="meer dan één cijfer"):
            explain(con, ids[0][:digits])
    else:
        assert explain(con, ids[0][:digits])["id"] == ids[0]
    assert explain(con, ids[2][: max(digits, 8)])["id"] == ids[2]


def test_rules_end_where_the_next_header_line_begins() -> None:
    assert rule("core/fact_current").endswith("dan de leesvolgorde.")


def test_observations_are_exported_as_they_are_printed(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert export(loaded, "observations", tmp_path / "new" / "o.csv") == 5
    rows = pl.read_csv(tmp_path / "new" / "o.csv", infer_schema_length=0)
    assert rows.columns[: len(CONTRACT)] == CONTRACT
    assert rows["value"].sort().to_list() == ["-0.5", "100", "100", "120", "125"]
    assert "=SUM(A)" in rows["row_label"]


def test_other_exports_keep_formulas_from_a_spreadsheet(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    loaded.execute("DELETE FROM document WHERE name = 'kopie.txt'")
    export(loaded, "facts", tmp_path / "f.csv")
    rows = pl.read_csv(tmp_path / "f.csv", infer_schema_length=0)
    assert "'=SUM(A)" in rows["row_label"]
    assert "-0.5" in rows["value"]


ODD = ("", "-", "=1+1", "@x", "#c", 'een "woord", en meer', "twee\nregels", "é;€", " x ", "'", "1.0", "NULL", "\\")


@pytest.mark.parametrize("name", ["findings", "observations"])
def test_an_export_that_streams_is_that_of_the_frame(
    loaded: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    """Cell by cell what `for_csv` makes of the rows, whatever their text: in order, empty apart from absent."""
    for number, text in enumerate(ODD):
        loaded.execute("INSERT INTO finding BY NAME SELECT $1 AS finding_id, document_id, 'k' AS kind, $2 AS text, "
                       "$2 AS printed FROM document", [str(number), text])  # fmt: skip
        loaded.execute("INSERT INTO observation BY NAME SELECT $1 AS observation_id, document_id, $2 AS row_label, "
                       "$2 AS locator, 0.25::DECIMAL(20, 4) AS value FROM document", [str(number), text])  # fmt: skip
    export(loaded, name, tmp_path / "streamed.csv")
    frame = for_csv(loaded.sql(select(name)).pl(), guard=name == "findings")
    frame.write_csv(tmp_path / "frame.csv")
    read = [pl.read_csv(tmp_path / f"{made}.csv", infer_schema_length=0)
            for made in ("streamed", "frame")]  # fmt: skip
    assert len(read[0]) > len(ODD)
    assert read[0].equals(read[1])
    assert (tmp_path / "streamed.csv").read_text(encoding="utf-8").count('""') >= 2  # what is empty is not absent


def test_an_export_leaves_the_memory_as_it_was(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    asked = "SELECT current_setting('memory_limit')"
    before = loaded.execute(asked).fetchall()
    export(loaded, "facts", tmp_path / "f.csv")
    with pytest.raises(WarehouseError):
        export(loaded, "facts", tmp_path / "f.csv" / "f.csv")
    assert loaded.execute(asked).fetchall() == before


@pytest.mark.parametrize("name", what())
def test_parquet_and_csv_hold_the_same_rows(loaded: duckdb.DuckDBPyConnection, tmp_path: Path, name: str) -> None:
    written = [export(loaded, name, tmp_path / f"x{suffix}") for suffix in (".csv", ".parquet")]
    assert written == [len(pl.read_parquet(tmp_path / "x.parquet"))] * 2
    assert len(pl.read_csv(tmp_path / "x.csv", infer_schema_length=0)) == written[0]
    assert sorted(path.name for path in tmp_path.glob("x*")) == ["x.csv", "x.parquet"]


def test_parquet_keeps_the_types(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export(loaded, "kpis", tmp_path / "k.parquet")
    (row,) = pl.read_parquet(tmp_path / "k.parquet").iter_rows(named=True)
    assert row["begroting"] == Decimal(100)
    assert len(row["observation_ids"]) == 2


def test_an_export_that_cannot_be_is_refused(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name, path, reason in (
        ("figures", "a.csv", "kies uit observations, facts, restatements, findings, alerts, documents"),
        ("facts", "a.xlsx", r"moet eindigen op \.csv of \.parquet"),
        ("facts", "file/a.csv", "kan niet geschreven worden"),
    ):
        with pytest.raises(WarehouseError, match=reason):
            export(loaded, name, tmp_path / path)


def test_superseded_documents_are_in_no_export(loaded: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    load(loaded, document(document_id="c" * 64), figure("wmo", 1))
    assert export(loaded, "observations", tmp_path / "o.csv") == 3
    assert {row["document"] for row in account(loaded)} == {"monitor.txt", "kopie.txt"}


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("1234567.5", "1.234.567,5"),
        ("-20", "-20"),
        ("0", "0"),
        ("0.05", "0,05"),
        ("999.999", "1.000"),
        ("-0.5", "-0,5"),
    ],
)
def test_numbers_in_dutch(con: duckdb.DuckDBPyConnection, number: str, printed: str) -> None:
    assert con.execute("SELECT dutch_number($1::DECIMAL(20, 4))", [number]).fetchall() == [(printed,)]


def test_explain_shows_the_cells_around_the_figure(con: duckdb.DuckDBPyConnection) -> None:
    rows = [(name, scenario) for name in ("a", "b", "c", "d", "e", "f") for scenario in ("begroting", "realisatie")]
    load(con, document(), *(figure(name, place, scenario) for place, (name, scenario) in enumerate(rows)))
    asked = con.execute("SELECT observation_id FROM observation WHERE row_label = 'c' AND scenario = 'realisatie'")
    around = explain(con, asked.fetchall()[0][0])["surroundings"]
    assert around["marked"] == {"row": 3, "column": 2}
    assert [row["cells"] for row in around["rows"]] == [
        ["", "begroting", "realisatie"],
        *([name, str(2 * place), str(2 * place + 1)] for place, name in enumerate("abcde")),
    ]


@pytest.mark.parametrize("length", [6, 8, 12, 32])
def test_the_beginning_of_an_id_finds_the_same_figure(con: duckdb.DuckDBPyConnection, length: int) -> None:
    load(con, document(), *(figure(f"jeugd.{number}", number) for number in range(50)))
    load(con, document("ander.txt"), *(figure(f"wmo.{number}", number) for number in range(50)))
    for (id_,) in con.execute("SELECT observation_id FROM observation USING SAMPLE 5").fetchall():
        assert explain(con, id_[:length])["id"] == id_


def test_explain_tells_which_statement_counts(loaded: duckdb.DuckDBPyConnection) -> None:
    found = [explain(loaded, id_) for (id_,) in loaded.execute("SELECT observation_id FROM observation").fetchall()]
    current = {id_ for (id_,) in loaded.execute("SELECT observation_id FROM fact_current").fetchall()}
    assert {one["id"] for one in found if one["figure"]["is_current"]} == current
    assert len(current) < len(found)
