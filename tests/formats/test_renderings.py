"""One table in many renderings gives the same figures under the same headings, whatever the format."""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.formats import read
from tasks.model import Table
from tasks.structure.values import is_value

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents" / "formats"
KINDS = ("html", "html_div", "xlsx", "ods", "docx", "docx_unruled", "md")
FLOOR = 0.99  # of figures with label, heading and value right, and of what is claimed to be one
Fact = tuple[str, str, str]

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the renderings are not on this machine")


def _tight(text: str) -> str:
    return "".join(text.split())


def _true_facts(name: str) -> Counter[Fact]:
    """The figures of a table with their label and lowest heading, as the truth has them."""
    with (SHARED / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    meta = json.loads((SHARED / "truth" / f"{name}.json").read_text())
    height = meta["nh"]
    merged = {(row, column): (high, wide) for row, column, high, wide in meta["spans"]}
    headings = [next(rows[r][c] for r in reversed(range(height)) if rows[r][c] or r == 0) for c in range(len(rows[0]))]
    labels = {
        at: rows[row][0] for (row, column), (high, _) in merged.items() if not column for at in range(row, row + high)
    }
    return Counter(
        (_tight(row[0] or labels.get(index, "")), _tight(headings[column]), _tight(text))
        for index, row in enumerate(rows)
        for column, text in enumerate(row)
        if index >= height and column and text.strip() and is_value(text)
    )


def _facts(table: Table) -> Counter[Fact]:
    labels: dict[int, str] = {}
    headings: dict[int, str] = {}
    for cell in sorted(table.cells, key=lambda cell: cell.row):
        if cell.row < table.heading_rows:
            headings |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), cell.text)
        elif cell.column == 0:
            labels |= dict.fromkeys(range(cell.row, cell.row + cell.row_span), cell.text)
    if table.label_columns > 1:  # an open label goes on from the row above
        for above, below in pairwise(sorted({cell.row for cell in table.cells if cell.row >= table.heading_rows})):
            labels.setdefault(below, labels.get(above, ""))
    return Counter(
        (_tight(labels.get(cell.row, "")), _tight(headings.get(cell.column, "")), _tight(cell.text))
        for cell in table.cells
        if cell.row >= table.heading_rows and cell.column and is_value(cell.text)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_figures_have_their_label_and_heading(kind: str) -> None:
    right = true = claimed = 0
    for path in sorted((SHARED / kind).iterdir()):
        wanted = sum(map(_true_facts, sorted(p.stem for p in (SHARED / "truth").glob(f"{path.stem}*.csv"))), Counter())
        found = sum(map(_facts, read(path.read_bytes()).tables), Counter())
        right += (wanted & found).total()
        true += wanted.total()
        claimed += found.total()
    assert right >= FLOOR * true
    assert right >= FLOOR * claimed


@pytest.mark.parametrize("kind", KINDS)
def test_tables_side_by_side_stay_two(kind: str) -> None:
    (path,) = (SHARED / kind).glob("t10*")
    assert [table.title for table in read(path.read_bytes()).tables] == ["HULP BIJ HUISHOUDEN", "WMO 2015 INDIVIDUEEL"]


@pytest.mark.parametrize(
    ("kind", "locator"),
    [
        ("html", "/html/body/table/tbody/tr[1]/td[2]"),
        ("html_div", "/html/body/div/div[2]/div[2]"),
        ("xlsx", "Tabel!B5"),
        ("ods", "Tabel!B5"),
        ("docx", "table 1 row 2 column 2"),
        ("md", "line 7"),
    ],
)
def test_a_figure_knows_its_place(kind: str, locator: str) -> None:
    (path,) = (SHARED / kind).glob("t04*")
    (table,) = read(path.read_bytes()).tables
    assert next(cell.locator for cell in table.cells if cell.text == "1.110") == locator
