"""Semicolons that part cells: in a text they do only where line after line has as many of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import groupby

from tasks.structure.lines import Line
from tasks.structure.values import GLUED_FLAG, is_value

FEWEST_LINES = 3  # headings and two rows
FIGURES = 0.5  # of the cells right of the labels, below the headings


def tabbed(lines: Sequence[Line]) -> list[Line]:
    """The lines, with tabs between cells that semicolons part."""
    found: dict[int, Line] = {}
    for run in _runs(lines):
        rows = [next(csv.reader([line.text], delimiter=";")) for line in run]
        cells = [cell for row in rows[1:] for cell in row[1:] if cell.strip()]
        figures = sum(is_value(cell) or GLUED_FLAG.match(cell) is not None for cell in cells)
        if len({len(row) for row in rows}) == 1 and figures >= FIGURES * len(cells) > 0:
            found |= {line.number: Line(line.number, "\t".join(row)) for line, row in zip(run, rows, strict=True)}
    return [found.get(line.number, line) for line in lines]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other with as many semicolons, and no tab."""
    for (count, _), group in groupby(lines, key=lambda line: (line.text.count(";"), "\t" in line.text)):
        run = list(group)
        if count and "\t" not in run[0].text and len(run) >= FEWEST_LINES:
            yield run
