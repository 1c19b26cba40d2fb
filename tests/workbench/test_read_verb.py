"""`domeinwacht read`, as people and programs see it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from flows.cli import app
from flows.cli.reading import names

DOCUMENTS = Path(__file__).parents[1] / "documents"
SAMPLES = sorted(DOCUMENTS.glob("*/*/document.*[!n]"))
BORNE = DOCUMENTS / "text_tabs" / "borne_monitor_2025" / "document.txt"
SHARED = Path(__file__).parents[3] / "shared"
FILES = {path.suffix: path for path in sorted((SHARED / "cases" / "files").glob("*/*.*[!d]"))}
REAL = [*sorted((SHARED / "real" / "pages").glob("6*.txt"))[:3], *FILES.values()]  # one of each format
WIDTH = 80


def read(*arguments: object) -> Result:
    told = CliRunner(env={"COLUMNS": str(WIDTH), "TERM": "dumb"})
    return told.invoke(app, ["read", *map(str, arguments)], catch_exceptions=False)


def pages(path: Path) -> str:
    """Everything that the workbench prints of the tables and cells of a document."""
    said = ["--municipality", "Zundert", "--year", 2024, "--kind", "jaarstukken"]
    shown = read(path, "--tables", "--columns", "--cells", *said)
    assert shown.exit_code in {0, 1}
    return shown.output


@pytest.fixture(scope="module")
def borne() -> dict[str, Any]:
    """What programs get of a sample."""
    found: dict[str, Any] = json.loads(read(BORNE, "--format", "json").output)
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_every_sample_can_be_read_on_a_narrow_screen(path: Path) -> None:
    printed = pages(path)
    assert [line for line in printed.splitlines() if len(line) > WIDTH] == []
    assert "gelezen als, of waarom niet" in printed


@pytest.mark.skipif(not REAL, reason="the real documents are not on this machine")
def test_every_real_document_can_be_read_on_a_narrow_screen() -> None:
    for path in REAL:
        assert [line for line in pages(path).splitlines() if len(line) > WIDTH] == [], path.name


def test_the_first_page_says_what_it_is_how_it_was_read_and_what_became_of_its_cells() -> None:
    printed = read(BORNE).output
    assert [line for line in printed.splitlines() if len(line) > WIDTH] == []
    assert "Borne (GM0147)" in printed
    assert "Gelezen door text_tabs" in printed
    assert re.search(r"\d+ cellen met een cijfer = \d+ cijfers \+ \d+ bij naam genegeerd \+ \d+ gemeld", printed)
    assert re.search(r"T01 regel \d+", printed)


def test_a_table_is_shown_with_its_headings_labels_and_what_its_columns_were_taken_for() -> None:
    printed = read(BORNE, "--tables", "--table", "T11").output
    assert re.search(r"^rij +label +k1", printed, re.MULTILINE)
    assert re.search(r"^kop .*2025B", printed, re.MULTILINE)
    assert re.search(r"^= .*begroting", printed, re.MULTILINE)
    assert "T01" not in printed


def test_programs_get_all_of_it(borne: dict[str, Any]) -> None:
    found = borne
    figures = [cell for table in found["tables"] for cell in table["cells"] if cell["figure"]]
    observed = [cell for cell in figures if cell["fate"] == "observed"]  # a dash is a figure without a digit
    assert (len(figures), len(observed)) == (found["figures"], sum(found["account"]["observed"].values()))
    assert {one["field"] for one in figures[0]["conclusions"]} == {
        "scenario", "period", "metric", "unit", "scale", "concept",
    }  # fmt: skip


def test_one_cell_is_walked_from_its_text_to_its_fate(borne: dict[str, Any]) -> None:
    cell = next(cell for table in borne["tables"] for cell in table["cells"] if cell["figure"])
    place = f"{cell['table_id']} r{cell['row']} k{cell['column']}"
    walked = read(BORNE, "--why", place).output
    order = [walked.index(word) for word in ("tabel ", "rij ", "tekst ", "kolom ", "scenario ", "lot ")]
    assert order == sorted(order)
    there = json.loads(read(BORNE, "--why", place, "--format", "json").output)
    assert [one["text"] for one in there["cells"]] == [cell["text"]]
    assert there["cells"][0]["column_says"]["number"] == cell["column"]


def test_a_place_where_nothing_stands_is_refused() -> None:
    refused = read(BORNE, "--why", "regel 9999")
    assert refused.exit_code == 2
    assert "staat niets" in " ".join(refused.output.split())
    assert read(BORNE, "--table", "T99").exit_code == 2


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7 kapot")
    refused = read(path)
    assert (refused.exit_code, "PDF" in refused.output) == (1, True)


def test_a_document_steers_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text("Jaarstukken 2024 gemeente Borne\n\n\x1b[31mJeugd\t[bold]2024\nWmo\x1b]0;x\x07\t1.200\nX\t1.201\n")
    printed = pages(path)
    assert "\x1b" not in printed
    assert "[bold]2024" in printed


@pytest.mark.parametrize("path", [*SAMPLES, *REAL], ids=lambda path: path.name)
def test_everything_that_is_shown_has_a_dutch_name(path: Path) -> None:
    said = ["--municipality", "Zundert", "--year", 2024, "--kind", "jaarstukken"]
    found = json.loads(read(path, *said, "--format", "json").output)
    lines = [line for table in found["tables"] for line in (*table["columns"], *table["rows"], table)]
    facts = {name for line in lines for name in line["facts"] if not name.endswith("_ground")}
    rules = {rule for line in lines for spoken in line["spoken"] for _, rule in spoken["eaten"]}
    reasons = {reason for held in found["account"].values() for reason in held if reason}
    reasons |= {rest["reason"] for rest in found["remainder"]}
    assert facts - set(names.FACTS) == set()
    assert rules - set(names.RULES) - set(names.FIELDS) == set()
    assert reasons - set(names.REASONS) == set()
