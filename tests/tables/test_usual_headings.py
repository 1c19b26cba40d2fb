"""Headings as municipalities print them, in the layouts that pages and PDFs give: every column is what it says.

`usual_headings.csv` has a heading a line: its cells between bars, its rows between double slashes, which column is the
difference of which, and what each column is; with a question mark where it may be left open as well.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.score.inprocess import exported

LABELS = ("Samenkracht", "Wijkteams", "Inkomensregelingen", "Begeleide participatie", "Arbeidsparticipatie", "Vervoer")
CASES = list(csv.DictReader(Path(__file__).with_name("usual_headings.csv").open(encoding="utf-8")))
Layout = Callable[[str, str, list[list[str]], list[list[str]]], str]
NOTE = "Bedragen x € 1.000"


def _figures(width: int, sums: str) -> Iterator[tuple[int, ...]]:
    """Rows of figures of like size, which add up only where the heading says so, and their total."""
    drawn = random.Random(width)
    bases = [drawn.randint(1_100, 9_000) for _ in LABELS]
    rows = [[int(base * drawn.uniform(0.8, 1.3)) for _ in range(width)] for base in bases]
    for told in sums.split():
        whole, parts = told.split("=")
        first, second = (int(part) - 1 for part in parts.split("-"))
        for row in rows:
            row[int(whole) - 1] = row[first] - row[second]
    yield from map(tuple, rows)
    yield tuple(map(sum, zip(*rows, strict=True)))


def _printed(figure: int) -> str:
    return f"{figure:,}".replace(",", ".")


def _cells(source: str, title: str, heads: list[list[str]], rows: list[list[str]]) -> str:
    return "\n\n".join([source, title, "Omschrijving", *chain(*heads), NOTE, *chain(*rows)])


def _lines(source: str, title: str, heads: list[list[str]], rows: list[list[str]]) -> str:
    lowest = heads[-1] if len(heads) > 1 else ["Omschrijving", *heads[-1]]
    return "\n".join([source, title, f"({NOTE})", *map(" ".join, [*heads[:-1], lowest, *rows])])


def _bars(source: str, title: str, heads: list[list[str]], rows: list[list[str]]) -> str:
    barred = [f"| {' | '.join(cells)} |" for cells in [["Omschrijving", *heads[-1]], *rows]]
    rule = "|" + " --- |" * (len(heads[-1]) + 1)
    return "\n".join([source, title, "", f"({NOTE})", "", barred[0], rule, *barred[1:]])


PRINTED = [  # cells between bars over several columns are drawn by tests/fuzz
    pytest.param(case, layout, id=f"{layout.__name__}-{case['kind']}-{case['headings']}")
    for case in CASES
    for layout in (_cells, _lines, _bars)
    if layout is not _bars or " // " not in case["headings"]
]


@pytest.mark.parametrize(("case", "layout"), PRINTED)
def test_a_column_is_what_its_headings_say(case: dict[str, str], layout: Layout, tmp_path: Path) -> None:
    heads = [row.split(" | ") for row in case["headings"].split(" // ")]
    expected = case["expected"].split(" | ")
    figures = zip((*LABELS, "Totaal"), _figures(len(expected), case["sums"]), strict=True)
    flags = ["V"] if heads[-1][-1] == "V/N" else []
    rows = [[label, *map(_printed, values), *flags] for label, values in figures]
    path = tmp_path / f"arnhem_{case['kind']}{case['year']}.txt"
    source = f"# source: https://arnhem.{case['kind']}-{case['year']}.nl/p1/sociaal-domein"
    path.write_text(layout(source, case["title"] or "Sociaal domein", heads, rows) + "\n", encoding="utf-8")

    read = exported(path)

    first = [row for row in read if row["row_label"].endswith(LABELS[0])]
    found = {row["raw"]: f"{row['scenario'] or 'open'} {row['period']}".strip() for row in first}
    printed = rows[0][1 : len(expected) + 1]
    told = [found.get(figure, "unread") for figure in printed]
    assert [_as_expected(one, other) for one, other in zip(told, expected, strict=True)] == expected


def _as_expected(told: str, expected: str) -> str:
    """What is told; as expected where that may be open or unread, for headings that can be divided in two ways."""
    known, may_be_open, _ = expected.partition(" ?")
    open_ = told == "unread" or told.startswith("open")
    return expected if may_be_open and (open_ or told == known) else told
