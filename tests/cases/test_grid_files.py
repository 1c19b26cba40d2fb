"""Small files that were misread once, each a kind of fault: `grid_files.csv` holds what is right for each of them.

`*` stands for what another part settles: a unit or scenario that may stay open, a concept of the document's own.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.cases.reading import normalised

HERE = Path(__file__).parent
FILES = HERE.parents[2] / "shared" / "cases" / "files"
SUFFIXES = {".csv", ".xlsx", ".html", ".docx"}
FIELDS = ("label", "metric", "scenario", "period", "value", "unit", "domain", "concept")

Figure = tuple[str, ...]


def _expected() -> dict[str, dict[str, list[Figure]]]:
    cases: dict[str, dict[str, list[Figure]]] = {}
    with (HERE / "grid_files.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            kinds = cases.setdefault(row["case"], {"figure": [], "signalled": [], "hidden": []})
            kinds[row["what"]].append(tuple(row[field] for field in FIELDS))
    return cases


EXPECTED = _expected()


def _alike(expected: Figure, found: Figure) -> bool:
    return all(said in {"*", seen} for said, seen in zip(expected, found, strict=True))


@pytest.mark.parametrize("case", EXPECTED)
def test_a_file_says_what_is_right_and_signals_the_rest(case: str) -> None:
    folder = FILES / case
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here: the shared cases lie beside the project")
    (file,) = (path for path in folder.iterdir() if path.suffix in SUFFIXES)
    found = normalised(file.read_bytes(), file.name)
    columns = ("row_label", "metric", "scenario", "period", "value", "unit", "domain", "concept")
    figures = [
        tuple("" if each is None else f"{each.normalize():f}" if name == "value" else str(each) for name, each in row)
        for row in (zip(columns, row, strict=True) for row in found.observations.select(columns).iter_rows())
    ]
    expected = EXPECTED[case]
    assert len(figures) == len(expected["figure"])
    for line in expected["figure"]:
        assert any(_alike(line, figure) for figure in figures), line
    cells = found.cells.select("text", "fate", "reason").rows()
    signalled = Counter(text for text, fate, _ in cells if fate == "signalled")
    hidden = Counter(text for text, fate, reason in cells if fate == "ignored" and reason == "hidden")
    assert signalled == Counter(line[0] for line in expected["signalled"])
    assert hidden == Counter(line[0] for line in expected["hidden"])
