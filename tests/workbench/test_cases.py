"""`domeinwacht case`: a test document that cannot pass for right before somebody looked at it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import app
from tasks.workbench.cases import CHECKED, OK, TO_CHECK, expectation, read_case, sentences, write_expectation

TABLE = "Bedragen x € 1.000\nProduct\tBegroting 2024\tRekening 2024\nJeugd\t1.200\t1.351\nWmo\t2.000\t1.999\n"
NAMED = f"Jaarstukken 2024 gemeente Borne\n\nWat heeft het gekost?\n{TABLE}"
PROSE = "De gemeente heeft in dit jaar meer uitgegeven aan de jeugd dan zij had begroot, vooral door hogere tarieven."


def make(file: Path, into: Path, *options: object) -> Result:
    arguments = ["case", str(file), "--folder", str(into), *map(str, options)]
    return CliRunner().invoke(app, arguments, catch_exceptions=False, env={"COLUMNS": "300"})


def stored(folder: Path, text: str, name: str = "stuk.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_holds_the_document_and_todays_reading_to_be_checked(tmp_path: Path) -> None:
    made = make(stored(tmp_path, NAMED), tmp_path / "cases", "--name", "borne_2024")
    assert made.exit_code == 0, made.output
    case = tmp_path / "cases" / "text_tabs" / "borne_2024"
    assert (case / "document.txt").read_text(encoding="utf-8") == NAMED
    assert not (case / "document.txt.json").exists()
    figures, marks = expectation(case / "observations.csv")
    assert (len(figures), set(marks)) == (4, {TO_CHECK})
    assert "4 cijfers, waarvan 4 na te kijken" in made.output


def test_what_the_options_say_of_it_goes_along_in_a_sidecar(tmp_path: Path) -> None:
    said = ["--municipality", "Borne", "--year", 2024, "--kind", "jaarstukken"]
    made = make(stored(tmp_path, TABLE), tmp_path / "cases", "--name", "borne_2024", *said)
    assert made.exit_code == 0, made.output
    case = tmp_path / "cases" / "text_tabs" / "borne_2024"
    assert '"municipality": "GM0147"' in (case / "document.txt.json").read_text(encoding="utf-8")
    outcome, got = read_case(case, tmp_path / "read")
    assert (outcome.status, got.height) == ("loaded", 4)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (TABLE, "borne", "gemeente onbekend"),
        (NAMED, "Borne 2024", "geen naam voor een map"),
        (NAMED, "../weg", "geen naam voor een map"),
        (f"{NAMED}\n{PROSE}\n", "borne", "zinnen van de bron"),
    ],
)
def test_what_cannot_be_a_case_leaves_nothing_behind(tmp_path: Path, text: str, name: str, reason: str) -> None:
    refused = make(stored(tmp_path, text), tmp_path / "cases", "--name", name)
    assert refused.exit_code == 1
    assert reason in " ".join(refused.output.split())
    assert not [path for path in (tmp_path / "cases").rglob("*") if path.is_file()]


def test_lines_of_prose_can_be_left_empty_so_that_every_other_line_keeps_its_place(tmp_path: Path) -> None:
    named = "Deze jaarstukken 2024 van de gemeente Borne gaan over wat de gemeente Borne heeft gedaan en gekost."
    text = f"{named}\n\nWat heeft het gekost?\n{TABLE}"
    made = make(stored(tmp_path, text), tmp_path / "cases", "--name", "borne", "--without-prose")
    assert made.exit_code == 0, made.output
    kept = (tmp_path / "cases" / "text_tabs" / "borne" / "document.txt").read_text(encoding="utf-8")
    assert kept == text.replace(named, "")
    own = make(stored(tmp_path, text), tmp_path / "cases", "--name", "borne_eigen", "--own-words")
    assert own.exit_code == 0, own.output


@pytest.mark.parametrize(
    ("line", "is_prose"),
    [
        (PROSE, True),
        ("Jeugdhulp met verblijf in natura, landelijk ingekocht en lokaal uitgevoerd 1.200 1.300", False),
        ("4.1 Wmo Totaal.....11", False),
        ("Totaal lasten na bestemming, excl. mutaties reserves: 1.200.", False),
        ("Bedragen x € 1.000, + is voordeel en - is nadeel.", False),
    ],
)
def test_prose_is_told_from_rows_and_headings(line: str, is_prose: bool) -> None:
    assert bool(sentences([line])) is is_prose


def test_a_figure_stays_checked_until_it_is_read_otherwise(tmp_path: Path) -> None:
    make(stored(tmp_path, NAMED), tmp_path / "cases", "--name", "borne")
    case = tmp_path / "cases" / "text_tabs" / "borne"
    path = case / "observations.csv"
    checked = [row | {CHECKED: OK} for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(checked[0]))
        writer.writeheader()
        writer.writerows([*checked[:-1], checked[-1] | {"value": "1"}])
    _, got = read_case(case, tmp_path / "read")
    assert write_expectation(path, got) == 1
    assert expectation(path)[1] == [OK, OK, OK, TO_CHECK]
