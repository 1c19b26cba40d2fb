"""Rows of other municipalities: a table about several of them says of each row whose it is, in a column of names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from tasks.model import Cell, Document, Fate, Reading, Remainder, Table
from tasks.municipalities import municipalities
from tasks.vocabularies import key

HEADING = re.compile(
    r"^(?:naam\s+)?gemeente(?:n|naam|code|\s?naam|\s?code)?$|^(?:cbs|regio)[\s_-]?(?:code|'?s)?$", re.IGNORECASE
)
OTHER = "row of another municipality"
MOST = 0.8  # of the names in a column of municipalities; the others are provinces, the country, totals

SEVERAL = 3  # so many names and nothing else are municipalities, whatever heads them


def of_own(reading: Reading, document: Document) -> Reading:
    """The reading without the rows of other municipalities: those are ignored by name."""
    tables, rests = [], list(reading.remainder)
    for table in reading.tables:
        column = _column_of_names(table)
        own, others = (table, []) if column is None else _parted(table, column, document.municipality)
        tables += [own] if any(cell.row >= own.heading_rows for cell in own.cells) else []
        rests += [Remainder(cell.text, cell.locator, Fate.IGNORED, OTHER) for cell in others if _has_digit(cell)]
    return replace(reading, tables=tuple(tables), remainder=tuple(rests))


def _column_of_names(table: Table) -> int | None:
    """The column of labels that holds names or codes of municipalities."""
    for column in range(table.label_columns):
        heads = [cell.text for cell in table.cells if cell.row < table.heading_rows and cell.column == column]
        names = {cell.text for cell in table.cells if cell.row >= table.heading_rows and cell.column == column}
        known = sum(bool(_codes(name)) for name in names)
        headed = any(map(HEADING.match, heads)) and known >= MOST * len(names) > 0
        if headed or known == len(names) >= SEVERAL:
            return column
    return None


def _parted(table: Table, column: int, own: str) -> tuple[Table, list[Cell]]:
    """The table of one municipality, and the cells of the others; its name is no label where others stand beside it."""
    whose: dict[int, str] = {}
    for cell in table.cells:
        if cell.column == column and cell.row >= table.heading_rows:
            whose |= dict.fromkeys(range(cell.row, cell.row + cell.row_span), cell.text)
    kept: list[Cell] = []
    others: list[Cell] = []
    name = ""
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        name = whose.get(cell.row, name)
        mine = cell.row < table.heading_rows or own in _codes(name)
        (kept if mine else others).append(cell)
    if table.label_columns == 1:
        return replace(table, cells=tuple(kept)), others
    moved = [replace(c, column=c.column - (c.column > column)) for c in kept if c.column != column]
    return replace(table, cells=tuple(moved), label_columns=table.label_columns - 1), others


@lru_cache(maxsize=4096)
def _codes(name: str) -> frozenset[str]:
    """The CBS codes that a name, a spelling or a code stands for."""
    return _names().get(key(name), frozenset())


@cache
def _names() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, known in municipalities().items():
        for name in (code, code[2:], known.name, known.plain_name, *known.spellings):
            for spelling in (name, f"gemeente {name}", f"{name} (gemeente)", f"{name} (GM)"):
                found[key(spelling)] = found.get(key(spelling), frozenset()) | {code}
    return found


def _has_digit(cell: Cell) -> bool:
    return any(character.isdigit() for character in cell.text)
