"""What the command line refuses, in the words of who uses it: whatever part refuses it says so in Dutch."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.cli.refusals import in_dutch
from tests.test_cli import BORNE, Run, run

__all__ = ["run"]  # the fixture
ENGLISH = re.compile(
    r"\b(?:usage|error|invalid|missing|no such|unexpected|value|should|must|cannot|not|the|is an?|there|does|did)\b",
    re.I,
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("budgt", "budgt is geen opdracht; bedoelde u budget of audit? (uitleg: domeinwacht --help)"),
        ("alerts lijst", "lijst is geen opdracht; bedoelde u list? (uitleg: domeinwacht alerts --help)"),
        (
            "budget --munic Borne",
            "--munic is geen optie; bedoelde u --municipality? (uitleg: domeinwacht budget --help)",
        ),
        ("ingest", "PAD moet ingevuld zijn (uitleg: domeinwacht ingest --help)"),
        ("forecast --year 2025", "--municipality moet ingevuld zijn (uitleg: domeinwacht forecast --help)"),
        ("budget Borne", "Borne hoort hier niet (uitleg: domeinwacht budget --help)"),
        ("budget --year", "--year moet ingevuld zijn"),
        ("budget --over=ja", "achter --over hoort niets"),
        ("budget --year vorig", "--year: moet een heel getal zijn"),
        ("ingest x --year 1812", "--year: moet minstens 2000 zijn"),
        ("ingest x --year 2812", "--year: mag hoogstens 2100 zijn"),
        ("budget --format xml", "--format: xml kan niet; kies uit table, json, csv, xlsx"),
        ("forecast --municipality Borne --year 2025 --as-of nu", "--as-of: nu heeft niet de vorm %Y-%m-%d"),
        ("alerts answers weg", "BESTAND: weg is er niet"),
        ("budget --municipality Brone", "'Brone': geen gemeente in de lijst van het CBS; bedoelde u Borne?"),
        ("ingest x --kind jaarstuken", "'jaarstuken' is geen soort document; bedoelde u jaarstukken?"),
        ("kpi aandeel", "'aandeel' is geen kengetal; kies uit "),
        ("setup", "Prefect draait hier niet; "),
    ],
)
def test_wrong_use_is_said_in_dutch(run: Run, monkeypatch: pytest.MonkeyPatch, asked: str, said: str) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    code, _, err = run(*asked.split())
    assert (code, err.startswith(f"domeinwacht: {said}")) == (2, True), err
    assert not ENGLISH.search(err)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("explain zzz", "'zzz' is geen nummer van dit warehouse"),
        ("export facts --out feiten.doc", "feiten.doc: de naam moet eindigen op .csv of .parquet"),
        ("kpi share --out aandeel.doc", "aandeel.doc: de naam moet eindigen op .csv, .json of .xlsx"),
        ("export facts --out stuk.txt/feiten.csv", "stuk.txt/feiten.csv kan niet geschreven worden"),
        ("backup stuk.txt", "stuk.txt bestaat al en wordt niet overschreven"),
        ("restore weg.duckdb", "er is geen bewaard warehouse weg.duckdb"),
        ("restore stuk.txt", "stuk.txt is geen bewaard warehouse"),
        ("budget --warehouse weg.duckdb", "er is geen warehouse weg.duckdb: `domeinwacht ingest` maakt het"),
        ("budget --warehouse .", ". is een map: noem een DuckDB-bestand erin"),
        ("budget --warehouse stuk.txt", "stuk.txt is niet te openen als DuckDB-bestand"),
        ("read weg.txt", "weg.txt bestaat niet"),
    ],
)
def test_what_cannot_be_done_is_said_in_dutch(run: Run, tmp_path: Path, asked: str, said: str) -> None:
    (tmp_path / "stuk.txt").write_text("geen warehouse")
    assert run("ingest", BORNE)[0] == 0
    code, _, err = run(*asked.split())
    assert (code, f"domeinwacht: {said}" in err) == (1, True), err
    assert not ENGLISH.search(err.partition(said)[0])


def test_help_without_a_verb_is_no_error(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (2, "")
    assert "Toon de domeinen tegen hun begroting." in out


@pytest.mark.parametrize(
    ("said", "told"),
    [  # as other versions of Typer, that are allowed too, put it
        ("No such option: --jar Did you mean --year?", "--jar is geen optie; bedoelde u --year?"),
        ("Invalid value for '--year': 'x' is not a valid integer.", "--year: moet een heel getal zijn"),
        (
            "Invalid value for '--year': 1 is not in the range 2000<=x<=2100.",
            "--year: moet van 2000 tot en met 2100 zijn",
        ),
        ("what nobody foresaw", "what nobody foresaw"),
    ],
)
def test_other_words_for_the_same(said: str, told: str) -> None:
    assert in_dutch(said) == told
