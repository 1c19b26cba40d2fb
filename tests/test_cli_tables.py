"""Tables of the command line on a screen of 80 columns: they fit, ids can be copied, and options narrow them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import output
from flows.cli.options import complete_place
from tests.test_cli import BORNE, TWENTERAND, Run, run

__all__ = ["run"]  # the fixture
SCREEN = 80
ID = re.compile(r"\b[0-9a-f]{12}\b")


@pytest.fixture
def screen(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Two municipalities, and a screen of 80 columns."""
    (tmp_path / "aalten.txt").write_text(BORNE.read_text(encoding="utf-8").replace("Borne", "Aalten"))
    assert run("ingest", BORNE, TWENTERAND, "aalten.txt")[0] == 0
    monkeypatch.setattr(output, "PIPE_WIDTH", SCREEN)
    monkeypatch.setattr(output, "WIDE", False)
    return run


@pytest.mark.parametrize("verb", ["budget", "trend", "account", "audit", "kpi budget", "alerts list", "alerts log"])
def test_every_table_fits_and_loses_no_id(screen: Run, verb: str) -> None:
    code, out, _ = screen(*verb.split())
    assert code == 0
    assert max(len(line) for line in out.splitlines() if not line.startswith("Nog ")) <= SCREEN  # a sentence is folded
    _, wide, _ = screen(*verb.split(), "--wide")
    assert set(ID.findall(wide)) == set(ID.findall(out))


def test_a_domain_stands_beside_its_figures(screen: Run) -> None:
    _, out, _ = screen("budget")
    for place in ("Aalten", "Borne"):
        assert f"gemeente: {place}" in out
    assert re.search(r"Jeugd +11\.004\.000 +11\.193\.000 +-189\.000", out)


def test_wide_keeps_all_columns_on_one_line(screen: Run) -> None:
    _, out, _ = screen("budget", "--wide")
    assert max(map(len, out.splitlines())) > SCREEN
    assert re.search(r"Borne +2025 +Jeugd +11\.004\.000 +11\.193\.000 +-189\.000 .*[0-9a-f]{12}", out)


def test_tables_are_narrowed_by_whose_which_year_and_what_is_over(screen: Run) -> None:
    everything = json.loads(screen("budget", "--format", "json")[1])
    over = json.loads(screen("budget", "--over", "--format", "json")[1])
    assert over == [row for row in everything if row["over"]]
    assert 0 < len(over) < len(everything)
    assert "1 domein, 1 boven de begroting." in screen("budget", "--over", "--municipality", "Borne")[1]
    assert "3 domeinen, 1 boven de begroting." in screen("budget", "--municipality", "Borne")[1]
    trend = json.loads(screen("trend", "--municipality", "Borne", "--year", 2024, "--format", "json")[1])
    assert {(row["municipality"], row["year"]) for row in trend} == {("Borne", 2024)}
    account = json.loads(screen("account", "--municipality", "Aalten", "--format", "json")[1])
    assert [row["document"] for row in account] == ["aalten.txt"]
    assert json.loads(screen("account", "--year", 2019, "--format", "json")[1]) == []
    alerts = json.loads(screen("alerts", "list", "--municipality", "Borne", "--format", "json")[1])
    assert {row["municipality"] for row in alerts} == {"GM0147"}
    code, _, err = screen("alerts", "list", "--municipality", "Brone")
    assert (code, "bedoelde u Borne?" in re.sub(r"[│\s]+", " ", err)) == (2, True)


def test_the_shell_completes_municipalities() -> None:
    assert complete_place("bor") == ["Borger-Odoorn", "Borne", "Borsele"]
    assert complete_place("xyz") == []
    asked = {"_DOMEINWACHT_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
    asked["COMP_WORDS"] = "domeinwacht budget --municipality Bor"
    program = Path(sys.executable).with_name("domeinwacht")
    answer = subprocess.run([program], env={**os.environ, **asked}, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["Borger-Odoorn", "Borne", "Borsele"]


def test_scripts_may_ask_that_nothing_was_put_aside(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "map").mkdir()
    code, out, err = run("ingest", "leeg.txt")
    assert (code, "1 document in" in out, "leeg" in err) == (0, True, True)
    assert run("ingest", "leeg.txt", "--strict")[0] == 1
    code, _, err = run("ingest", "map")
    assert (code, err) == (1, "Geen documenten gevonden in map.\n")
