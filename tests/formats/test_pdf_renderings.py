"""Real tables in six kinds of PDF: figures with their label and heading, and every number accounted for."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tasks.formats import read
from tasks.model import Table
from tasks.structure.values import has_digit, is_value

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents" / "formats"
FLOORS = {  # of facts: a figure with its label, heading and value right
    "pdf_lo_ruled": 0.99,
    "pdf_lo_unruled": 0.99,
    "pdf_acct": 0.99,
    "pdf_chromium": 0.99,
    "pdf_weasy": 0.99,
    "pdf_calc": 0.90,  # the rest of some headings is cut off in the file itself
}


def tight(text: str) -> str:
    return "".join(text.split())


def true_facts(path: Path) -> Counter[tuple[str, str, str]]:
    facts: Counter[tuple[str, str, str]] = Counter()
    for truth in SHARED.joinpath("truth").glob(f"{path.stem}*.csv"):
        with truth.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        height, label = json.loads(truth.with_suffix(".json").read_text())["nh"], ""
        for row in rows[height:]:
            label = row[0] or ("" if "rowspan" not in path.stem else label)
            for column, text in enumerate(row):
                if column and is_value(text):
                    heads = [rows[at][column] for at in range(height - 1, -1, -1) if rows[at][column]]
                    facts[tight(label), tight(heads[0] if heads else ""), tight(text)] += 1
    return facts


def read_facts(table: Table) -> Counter[tuple[str, str, str]]:
    grid = {
        (row, column): cell.text
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    facts: Counter[tuple[str, str, str]] = Counter()
    for cell in table.cells:
        if cell.row >= table.heading_rows and cell.column >= table.label_columns and is_value(cell.text):
            heads = [grid[at, cell.column] for at in range(table.heading_rows) if (at, cell.column) in grid]
            label = grid.get((cell.row, 0), "")
            facts[tight(label), tight(heads[-1] if heads else ""), tight(cell.text)] += 1
    return facts


@pytest.mark.skipif(not SHARED.exists(), reason="the renderings are not on this machine")
@pytest.mark.parametrize("kind", FLOORS)
def test_real_tables_in_every_rendering(kind: str) -> None:
    right = true = claimed = 0
    for path in sorted(SHARED.joinpath(kind).glob("*.pdf")):
        wanted = true_facts(path)
        reading = read(path.read_bytes())
        found = sum(map(read_facts, reading.tables), Counter())
        right, true, claimed = right + (wanted & found).total(), true + wanted.total(), claimed + found.total()
        words = {tight(cell.text) for table in reading.tables for cell in table.cells}
        words |= {tight(rest.text) for rest in reading.remainder}
        held = "".join(words)
        lost = [word for word in reading.text.split() if has_digit(word) and tight(word) not in held]
        assert not lost, path
    assert right >= FLOORS[kind] * true
    assert right >= FLOORS[kind] * claimed
