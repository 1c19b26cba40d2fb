"""What the command line and the run tell of grounds: what was left out and why, and what a figure rests on."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from flows.report import markdown
from flows.words import left_out_text
from infra.settings import Settings
from tasks.alerts import SendReport
from tasks.ingest import Outcome, refresh
from tasks.kpi import LeftOut
from tasks.language import accepting
from tasks.model import Kind, stable_id
from tasks.warehouse import open_warehouse, transaction
from tests.kpi.test_examples import OTHERS
from tests.small_documents import document, figure, load
from tests.test_cli import Run, run

__all__ = ["run"]

OPEN: dict[str, Any] = {"scenario": None, "scenario_ground": "none", "column_label": "Mutaties"}
HEADING = "Geprikt budget 2025"
DOUBT = "de kolommen 2 en 3 zeggen hetzelfde"
TOLD = dict(scenario_ground="printed", period_ground="title", metric_ground="neighbour", unit_ground="note")  # noqa: C408
TOLD |= {"scale_ground": "arithmetic", "concept_ground": "kind of document"}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A budget line of Jeugd 2025, and three figures that it does not rest on."""
    path = tmp_path / "w.duckdb"
    figures = [
        figure("jeugd", 100, "begroting", **TOLD),
        figure("jeugd", 500, **TOLD),
        figure("jeugd", 7) | OPEN,
        figure("wmo", 8) | OPEN,
        figure("wmo", 9, doubt=DOUBT, concept_ground="vocabulary", concept_score=0.925),
    ]
    with open_warehouse(path) as con:
        load(con, document(kind=Kind.JAARSTUKKEN), *figures)
        with transaction(con):
            refresh(con, Settings(), datetime(2026, 4, 1))
    return path


def test_budget_says_below_its_table_what_was_left_out_and_why(run: Run, warehouse: Path) -> None:
    _, out, _ = run("budget", "--warehouse", warehouse)
    assert " ".join(out.split()).endswith(
        f"Niet meegeteld: 3 cijfers van Borne 2025 (2: begroting of realisatie is niet te zeggen; 1: {DOUBT})."
    )
    _, other, _ = run("budget", "--municipality", "Hengelo", "--warehouse", warehouse)
    assert "Niet meegeteld" not in other


def test_budget_tells_programs_the_same_beside_what_it_told_before(run: Run, warehouse: Path) -> None:
    _, out, _ = run("budget", "--warehouse", warehouse, "--format", "json")
    (row,) = json.loads(out)
    assert (row["domain"], row["begroting"], row["realisatie"], row["over"]) == ("jeugd", 100, 500, True)
    assert row["left_out"] == {"begroting of realisatie is niet te zeggen": 2, DOUBT: 1}


def test_a_municipality_of_which_all_was_left_out_is_told_of(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "open.duckdb"
    with open_warehouse(path) as con:
        load(con, document(), figure("jeugd", 7) | OPEN)
        with transaction(con):
            refresh(con, Settings(), datetime(2026, 4, 1))
    _, out, _ = run("budget", "--warehouse", path)
    assert out.startswith("Geen begrotingen bij deze keuze")
    assert "Niet meegeteld: 1 cijfer van Borne 2025" in out


def test_explain_says_what_each_conclusion_rests_on(run: Run, warehouse: Path) -> None:
    _, out, _ = run("budget", "--warehouse", warehouse, "--format", "json")
    _, told, _ = run("explain", json.loads(out)[0]["explain"], "--warehouse", warehouse)
    said = (
        "scenario: gedrukt, periode: titel, maat: buurkolom, eenheid: noot, schaal: rekenkundig, begrip: soort document"
    )
    assert told.count(said) == 2
    assert "telt nergens mee" not in told


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (7, ("EUR, lasten, scenario open, 2025", "scenario: geen", "begroting of realisatie is niet te zeggen")),
        (9, (DOUBT, "begrip: woordenlijst (92,5 %)", "niet de opgave die nu geldt")),
    ],
)
def test_explain_of_what_is_left_out_says_why(run: Run, warehouse: Path, value: int, said: tuple[str, ...]) -> None:
    with open_warehouse(warehouse) as con:
        ((found,),) = con.execute("SELECT observation_id FROM observation WHERE value = $1", [value]).fetchall()
    code, told, _ = run("explain", found, "--warehouse", warehouse)
    assert code == 0
    assert "telt nergens mee" in told
    assert [part for part in said if part not in told] == []


def test_a_figure_read_before_there_were_grounds_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with open_warehouse(path) as con:
        load(con, document(), figure("jeugd", 7))
        ((found,),) = con.execute("SELECT observation_id FROM observation").fetchall()
    assert "niet vastgelegd" in run("explain", found, "--warehouse", path)[1]


def test_account_shows_the_share_that_is_proved(run: Run, warehouse: Path) -> None:
    assert "niet geteld" in run("account", "--warehouse", warehouse)[1]
    with open_warehouse(warehouse) as con:
        con.execute("INSERT INTO document_proof SELECT document_id, 200, 141 FROM document").fetchall()
    assert "141 van 200 (70,5 %)" in run("account", "--warehouse", warehouse)[1]
    (row,) = json.loads(run("account", "--warehouse", warehouse, "--format", "json")[1])
    assert (row["money"], row["proved"]) == (200, 141)


def test_ingest_does_not_leave_it_at_no_domain_over_its_budget(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stuk.md").write_text(OTHERS, encoding="utf-8")
    _, out, _ = run("ingest", "stuk.md")
    assert "Geen domein boven de begroting.\nNiet meegeteld: 6 cijfers van Borne 2024 (6: " in out


def test_many_reasons_stay_one_line() -> None:
    many = [LeftOut("GM0147", 2020 + n, f"reden {n}", 10 - n) for n in range(7)]
    line = left_out_text([*many, LeftOut("GM0164", 2025, "reden 0", 1)])
    assert line == (
        "Niet meegeteld: 50 cijfers van 2 gemeenten "
        "(11: reden 0; 9: reden 1; 8: reden 2; 7: reden 3; 15: andere redenen)."
    )
    assert left_out_text([]) == ""


def test_the_run_tells_below_its_budgets_what_was_left_out() -> None:
    first, second = (
        Outcome(f"s3://b/{n}", "loaded", document(f"{n}"), left_out=(LeftOut("GM0147", 2025, "<b>dubbel", n),))
        for n in (3, 4)
    )
    report = markdown([first, second], SendReport())
    assert "Niet meegeteld: 4 cijfers van Borne 2025 (4: \\<b\\>dubbel)." in report
    assert report.count("Niet meegeteld") == 1


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """Two documents with a heading that is not understood, one of them on this machine."""
    path = tmp_path / "unknown.duckdb"
    lines = [(stable_id(n), "unknown heading", "warning", "T01", f"line {n}", HEADING) for n in "ab"]
    lines.append((stable_id("c"), "unknown label", "info", "T01", "line 9", "Wmo > Bralket"))
    uris = {"a": "s3://documenten/a.txt", "b": "file:///stukken/b c.txt"}
    with open_warehouse(path) as con:
        for name, uri in uris.items():
            load(con, document(name, uri=uri), figure("jeugd", 7))
        for finding_id, kind, severity, table, locator, printed in lines:
            of = document("b" if locator == "line b" else "a").document_id
            con.execute(
                "INSERT INTO finding BY NAME SELECT $1 AS finding_id, $2 AS document_id, $3 AS kind, $4 AS severity,"
                " $5 AS table_id, $6 AS locator, $7 AS printed",
                [finding_id, of, kind, severity, table, locator, printed],
            ).fetchall()
    return path


@pytest.fixture
def spellings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The spellings of the language, copied: what is accepted goes there."""
    copy = tmp_path / "spellings"
    shutil.copytree(accepting.FOLDER, copy)
    monkeypatch.setattr(accepting, "accept", partial(accepting.accept, folder=copy))
    return copy


def test_review_lists_headings_before_labels(run: Run, unknown: Path) -> None:
    _, out, _ = run("review", "--warehouse", unknown, "--format", "json")
    heading, label = json.loads(out)
    assert (heading["kind"], heading["label"], heading["times"]) == ("heading", HEADING, 2)
    assert [place["document"] for place in heading["places"]] == ["a", "b"]
    assert {near["code"] for near in heading["nearest"]} <= set(accepting.codes())
    assert (label["kind"], label["label"], label["times"]) == ("label", "Wmo > Bralket", 1)
    _, table, _ = run("review", "--warehouse", unknown)
    assert table.index("kop ") < table.index("omschrijving ")


def test_accepting_a_heading_names_the_documents_to_read_again(run: Run, unknown: Path, spellings: Path) -> None:
    code, out, _ = run("review", "accept", HEADING, "begroting_gewijzigd", "--warehouse", unknown)
    assert code == 0
    assert "'Geprikt' is nu een schrijfwijze van begroting_gewijzigd" in out
    assert "Opnieuw te lezen: a, b" in out
    assert "domeinwacht ingest s3://documenten/a.txt '/stukken/b c.txt'" in out
    assert "begroting_gewijzigd,Geprikt,heading" in (spellings / "scenarios.csv").read_text().splitlines()


def test_accepting_without_a_warehouse_or_a_document_that_has_it_says_so(
    run: Run, unknown: Path, spellings: Path
) -> None:
    assert "Geen gelezen document" in run("review", "accept", "Mofen 2025", "text", "--warehouse", unknown)[1]
    assert "Geen gelezen document" in run("review", "accept", "Mutsen 2025", "ignore", "--warehouse", "none.duckdb")[1]


def test_a_heading_that_would_say_two_things_is_not_accepted(run: Run, unknown: Path, spellings: Path) -> None:
    code, _, err = run("review", "accept", HEADING, "realisatie", "--warehouse", unknown)
    assert code == 2
    assert "noemt ook begroting" in " ".join(err.replace("│", " ").split())
