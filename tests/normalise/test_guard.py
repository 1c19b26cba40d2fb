"""What goes wrong with one table, or is not known of one document, costs only that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tasks.normalise as line
from tasks.conclude import conclude
from tasks.formats import read as read_bytes
from tasks.formats import readers, text_tabs
from tasks.model import Claim, Fate, Normalised, StoredObject, Table
from tests.normalise.builders import read, table

UNKNOWN_KIND = Path(__file__).parents[3] / "shared" / "cases" / "kinds" / "k09_kind_unknown.txt"
STEPS = ["judged", "measure", "judged_by_arithmetic", "table_scales", "apply_scale", "doubt", "settle_fate", "observed",
         "false_wholes", "observation_frame"]  # fmt: skip
TABLES = 4
COLUMNS = ["table_id", "row_label", "value", "scenario", "period", "unit", "concept", "locator"]


def made(number: int) -> Table:
    rows = ["", "Begroting 2024", "Rekening 2024"], ["Jeugd", "1.000", f"1.{number}00"], ["Wmo", "20", "30"]
    found = table(*rows, title=f"Lasten {number} (x € 1.000)")
    return Table(f"T{number:02d}", found.title, found.cells, found.heading_rows, found.label_columns)


def mentions(title: str, argument: Any) -> bool:
    """Whether the argument of a step is about the table of that title, or holds it."""
    if isinstance(argument, list | tuple):
        return any(mentions(title, one) for one in argument)
    if isinstance(argument, Table):
        return argument.title == title
    if hasattr(argument, "cell") and hasattr(argument.cell, "table"):  # an observation
        argument = argument.cell
    facts = getattr(argument, "facts", None) or getattr(argument, "table", None)
    return getattr(facts, "table_title", None) == title


def failing_on(title: str, step: Callable[..., Any]) -> Callable[..., Any]:
    def fails(first: Any, *rest: Any) -> Any:
        if mentions(title, first):
            raise ZeroDivisionError("nobody foresaw this")
        return step(first, *rest)

    return fails


@settings(deadline=None)  # the machine may be busy
@given(st.sampled_from(STEPS), st.integers(1, TABLES))
def test_a_table_that_makes_a_step_fail_loses_only_itself(step: str, number: int) -> None:
    tables = [made(place) for place in range(1, TABLES + 1)]
    broken = tables[number - 1]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(line, step, failing_on(broken.title, getattr(line, step)))
        got = read(*tables)
    rest = read(*(one for one in tables if one is not broken))
    assert got.observations.select(COLUMNS).rows() == rest.observations.select(COLUMNS).rows()
    assert_signalled(got, broken)


def assert_signalled(got: Normalised, broken: Table) -> None:
    lost = got.cells.filter(table_id=broken.table_id)
    assert set(lost["fate"]) == {None, Fate.SIGNALLED.value}
    assert len(lost.filter(fate="signalled")) == 6  # two years in headings, four figures
    (failed,) = got.findings.filter(kind="table failed").iter_rows(named=True)
    assert (failed["severity"], failed["table_id"], failed["locator"]) == ("error", broken.table_id, "line 1")
    assert "ZeroDivisionError: nobody foresaw this" in failed["text"]


def test_a_document_of_which_every_table_fails_is_still_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "measure", failing_on("Lasten 1 (x € 1.000)", line.measure))
    got = read(made(1))
    assert (got.observations.height, len(got.findings.filter(kind="table failed"))) == (0, 1)


@pytest.mark.parametrize("digits", ["2019202020212022", "202320242024", "99999999999999999999999"])
def test_digits_run_together_cost_only_their_own_cell(digits: str) -> None:
    got = read(table(["", "Rekening 2024"], ["Jeugd", digits], ["Wmo", "1.204"], title="Lasten x € 1.000"))
    assert got.observations["raw"].to_list() == ["1.204"]
    assert got.findings.filter(kind="unreadable cell")["printed"].to_list() == [digits]


def test_a_text_reader_that_fails_leaves_the_others_their_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    spaced = "Jeugd 2023 2024\nVerblijf 1.200 1.350\nAmbulant 900 1.010\n"
    tabs = "WMO\t\t\n\t2023\t2024\nHulp\t10\t20\nMiddelen\t30\t40\nVervoer\t5\t6\nTotaal\t45\t66\n"
    monkeypatch.setattr(text_tabs, "read_lines", lambda _: 1 / 0)
    reading = read_bytes(f"{spaced}\nDe cijfers staan hieronder.\n\n{tabs}".encode())
    assert "1.350" in {cell.text for found in reading.tables for cell in found.cells}
    (fault,) = reading.faults
    assert (fault.what, fault.error.split(":")[0]) == (text_tabs.NAME, "ZeroDivisionError")


def test_where_every_reader_of_text_fails_all_is_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    of_text = [reader.NAME for reader in readers() if hasattr(reader, "read_lines")]
    for reader in of_text:
        monkeypatch.setattr(f"tasks.formats.{reader}.read_lines", lambda _: 1 / 0)
    reading = read_bytes(b"Jeugd 1.200 1.300")
    assert not reading.tables
    assert [(rest.text, rest.fate) for rest in reading.remainder] == [("Jeugd 1.200 1.300", Fate.SIGNALLED)]
    assert {fault.what for fault in reading.faults} >= {"text_tabs", "text_lines"}


@pytest.mark.skipif(not UNKNOWN_KIND.exists(), reason="the cases are not on this machine")
def test_a_text_that_does_not_say_its_kind_is_loaded_as_other() -> None:
    found = conclude(StoredObject("file:///k09.txt", "k09.txt", "", UNKNOWN_KIND.read_bytes()), Claim())
    assert (found.document.municipality, found.document.year, found.document.kind) == ("GM0879", 2024, "other")
    assert found.normalised.observations.height == 4
    assert found.normalised.findings.filter(kind="unknown kind").height == 1


def test_figures_within_a_label_are_told() -> None:
    """A table beside another on one line: what stands before its label is of the first."""
    rows = [["Gemeentefonds 290.875 58,2% Personeel", "91.422"], ["Parkeren 8.920 1.812 Subsidies", "29.492"]]
    found = read(table(["", "Lasten 2024"], *rows, note="x € 1.000"))
    told = found.cells.filter(found.cells["text"].str.contains("Gemeentefonds|Parkeren"))
    assert told["fate"].to_list() == ["signalled"] * 2
    assert sum("misschien van een tabel ernaast" in text for text in found.findings["text"]) == 2


@pytest.mark.parametrize(
    "label", ["Wmo 2015 en Jeugdwet 2015", "Kosten van 1.250 woningen", "Aanleg weg 1.000 m2 fase 2"]
)
def test_a_label_with_one_number_is_a_label(label: str) -> None:
    found = read(table(["", "Lasten 2024"], [label, "91.422"], note="x € 1.000"))
    assert "signalled" not in found.cells["fate"].to_list()
