"""What stands at a place of a document: the cells and the text outside tables that a locator, or part of it, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.model import Remainder
from tasks.notation import PLACES
from tasks.workbench.model import CellView, Examination, TableView

ENGLISH = {dutch: english for english, dutch in PLACES.items()}
WORD = re.compile(r"[^\W\d]+(?:-[^\W\d]+)*")
BOX = re.compile(r"^(?P<page>page \d+) \((?P<box>[\d., -]+)\)$")
SHORT = re.compile(r"^p(?:ag)?\.?\s*(\d+)\s*\(")  # without a box it may be a cell of a sheet
GRID = re.compile(
    r"^(?P<table>T\d+)(?:\s+(?:r(?:ij|ow)?\s*(?P<row>\d+))?\s*,?\s*(?:[kc]\w*\s*(?P<column>\d+))?)?$", re.I
)


class Found(NamedTuple):
    """What stands at a place: cells with their tables, and text outside tables."""

    cells: tuple[tuple[TableView, CellView], ...]
    remainder: tuple[Remainder, ...]


def at(place: str, of: Examination) -> Found:
    """What stands at a place.

    Args:
        place: a locator (`line 70`, `regel 70`, `page 3`, `page 3 (110, 288)`, `Blad1!B4`, `B4`, a path in a web
            page), a bare number of a line, or a cell of a grid (`T03 r2 k4`).
        of: the document.
    """
    wanted = _english(place)
    cells = [(table, cell) for table in of.tables for cell in _cells(table, wanted)]
    return Found(tuple(cells), tuple(rest for rest in of.remainder if _is_at(rest.locator, wanted)))


def _cells(table: TableView, wanted: str) -> Iterator[CellView]:
    grid = GRID.match(wanted)
    for cell in table.cells:
        if _in_grid(table, cell, grid) if grid else _is_at(cell.locator, wanted):
            yield cell


def _in_grid(table: TableView, cell: CellView, asked: re.Match[str]) -> bool:
    row, column = asked["row"], asked["column"]
    covered = range(cell.column, cell.column + cell.column_span)
    return (
        table.table_id == asked["table"].upper()
        and (row is None or int(row) in range(cell.row, cell.row + cell.row_span))
        and (column is None or int(column) in covered)
    )


def _is_at(locator: str, wanted: str) -> bool:
    if locator == wanted or locator.endswith(f"!{wanted.upper()}"):
        return True
    if wanted.startswith("…"):
        return locator.endswith(wanted[1:])
    if locator.startswith(wanted) and not locator[len(wanted)].isalnum():
        return True  # `page 3` for each of its boxes, a row for each of its cells
    here, there = BOX.match(locator), BOX.match(wanted)
    return bool(
        here and there and here["page"] == there["page"] and _holds(_numbers(here["box"]), _numbers(there["box"]))
    )


def _holds(box: list[float], asked: list[float]) -> bool:
    """Whether a box holds the point asked for, or the middle of the box asked for."""
    if len(box) != 4 or len(asked) not in {2, 4}:
        return False
    x, y = (asked[0] + asked[-2]) / 2, (asked[1] + asked[-1]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def _english(place: str) -> str:
    """The place as locators say it."""
    said = " ".join(place.split())
    if said.isdigit():
        return f"line {said}"
    if said.startswith("…"):
        return said
    if SHORT.match(said.lower()):
        return SHORT.sub(r"page \1 (", said.lower())
    word = WORD.match(said)
    if word and word[0].lower() in {*PLACES, *ENGLISH} and not said.startswith("/"):
        return WORD.sub(lambda found: ENGLISH.get(found[0].lower(), found[0]), said)
    return said
