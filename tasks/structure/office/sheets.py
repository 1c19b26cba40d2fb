"""A sheet as paragraphs and grids: the rectangle of each table, with title and prose above it and notes below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tasks.language.lines import begins_with, behind
from tasks.model import Cell
from tasks.structure.flow import Grid, Item, Paragraph
from tasks.structure.grids import Rows, by_row, heading_rows, is_data

NUMBERED = re.compile(r"^[\s_]*[0-9]*$")
SHEET_LEVEL = 1


@dataclass
class Sheet:
    """The shown text of a sheet's cells, and what of it the sheet hides."""

    name: str
    hidden: bool = False
    cells: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: list[Cell] = field(default_factory=list)


def place(sheet: str, row: int, column: int) -> str:
    """The address of a cell, with rows and columns that count from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{sheet}!{letters}{row + 1}"


def items_of(sheet: Sheet) -> Iterator[Item]:
    """The sheet's name as a heading, then its paragraphs and grids from top to bottom, then what it hides."""
    if sheet.hidden:
        yield from (Paragraph(cell.text, cell.locator, reason="hidden sheet") for cell in sheet.cells)
        return
    if not _is_generic(sheet.name):
        yield Paragraph(sheet.name, sheet.name, SHEET_LEVEL)
    hidden = [cell for cell in sheet.cells if cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns]
    gone = {cell.locator for cell in hidden}
    yield from _Layout([cell for cell in sheet.cells if cell.locator not in gone], sheet.hidden_rows).items()
    yield from (Paragraph(cell.text, cell.locator, reason="hidden row or column") for cell in hidden)
    yield from (Paragraph(cell.text, cell.locator, reason="struck through") for cell in sheet.struck)


class _Layout:
    """The blocks of a sheet, joined where one has no heading of its own and goes on with the one above it."""

    def __init__(self, cells: Sequence[Cell], hidden_rows: set[int]) -> None:
        self._rows = by_row(cells)
        self._hidden = hidden_rows
        self._grid: list[Cell] = []
        self._waiting: list[Paragraph] = []

    def items(self) -> Iterator[Item]:
        for block in self._blocks():
            yield from self._block(block)
        yield from self._flush()

    def _block(self, block: Rows) -> Iterator[Item]:
        """A row with one cell at the left edge is a title, a sentence, a note, or the name of a group of rows."""
        edge = min(cells[0].column for cells in block.values())
        multiple = [row for row, cells in block.items() if len(cells) > 1 or cells[0].column > edge]
        if not multiple:
            yield from self._flush()
            yield from (_paragraph(row[0]) for row in block.values())
            return
        inner = {row: cells for row, cells in block.items() if multiple[0] <= row <= multiple[-1]}
        headless = heading_rows(inner) == 0
        if self._grid and (headless or not any(map(is_data, by_row(self._grid).values()))):
            inner = {row: cells for row, cells in block.items() if row <= multiple[-1]}
        else:
            yield from self._flush()
            yield from (_paragraph(cells[0]) for row, cells in block.items() if row < multiple[0])
        self._grid += [cell for cells in inner.values() for cell in cells]
        self._waiting = [_paragraph(cells[0]) for row, cells in block.items() if row > multiple[-1]]
        if self._waiting:
            yield from self._flush()

    def _flush(self) -> Iterator[Item]:
        if self._grid:
            yield Grid(self._grid)
        yield from self._waiting
        self._grid, self._waiting = [], []

    def _blocks(self) -> Iterator[Rows]:
        """Rows that follow one another; hidden rows between them do not part them."""
        block: Rows = {}
        last = 0
        for index in sorted(self._rows):
            if block and any(row not in self._hidden for row in range(last + 1, index)):
                yield block
                block = {}
            block[index] = self._rows[index]
            last = index
        if block:
            yield block


def _paragraph(cell: Cell) -> Paragraph:
    return Paragraph(cell.text, cell.locator)


def _is_generic(name: str) -> bool:
    """Whether a sheet has the name that a program gives it: 'Blad1', 'Sheet 2'."""
    return begins_with(name, "sheet") and NUMBERED.match(behind(name, "sheet")) is not None
