"""Numbers of a grid in another notation than the Dutch: read where the grid proves it, signalled where it leaves doubt.

`1,000,000` and `1234.5` cannot be Dutch; `1,200` and `1.200` can be either, and only the cells around them tell.
Commas between thousands are a habit of the whole table; a point before decimals says something of its own column
alone, because a person may type one in a Dutch table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.model import Cell, Table
from tasks.structure.unsure import NOTATION
from tasks.structure.values import is_error, stands_for_a_figure

SWAP = str.maketrans(",.", ".,")
NUMBER = re.compile(r"\d(?:[\d.,'’ \xa0]*\d)?")
# Ordered: the first that fits the digits of a cell says what their marks can be.
LOOKS = (
    ("whole", r"\d+"),
    ("spaced", r"\d{1,3}(?: \d{3})+(?:,\d+)?"),
    ("dutch or point", r"[1-9]\d{0,2}\.\d{3}"),
    ("dutch or comma", r"[1-9]\d{0,2},\d{3}"),
    ("dutch", r"(?:\d{1,3}(?:[.\xa0]\d{3})+|\d+)(?:,\d+)?"),
    ("comma", r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    ("float", r"(?<!\d)\d{4,}\.\d+"),
    ("point", r"(?<!\d)\d+\.\d+"),
)
LOOK = re.compile(rf"^(?:{'|'.join(f'({pattern})' for _, pattern in LOOKS)})\Z")
CODES = re.compile(r"\d\.\d{1,3}")  # '6.3' alone is a taakveld as well
FOREIGN = frozenset({"comma", "float", "point", "spaced", "dutch or comma"})  # or perhaps so
NO_BREAK = "\xa0"


def in_dutch(table: Table) -> Table:
    """A table with its figures in Dutch notation; what may be worth one thing or another is marked as unsure."""
    body = [cell for cell in table.cells if cell.row >= table.heading_rows and cell.column >= table.label_columns]
    if not any(_look(cell.text) in FOREIGN for cell in body):  # most tables
        return table
    columns = _columns(body)
    looks = {column: Counter(_look(cell.text) for cell in cells) for column, cells in columns.items()}
    seen = sum(looks.values(), Counter[str]())
    if not any(seen[look] for look in FOREIGN):
        return table
    verdicts = {
        (cell.row, cell.column): _verdict(_look(cell.text), looks[column], seen, cells)
        for column, cells in columns.items()
        for cell in cells
    }
    return replace(
        table, cells=tuple(_settled(cell, verdicts.get((cell.row, cell.column), "")) for cell in table.cells)
    )


def _columns(body: Iterable[Cell]) -> dict[int, list[Cell]]:
    """The cells that stand for figures, by column."""
    columns: dict[int, list[Cell]] = {}
    for cell in body:
        if (stands_for_a_figure(cell.text) or CODES.fullmatch(cell.text)) and not is_error(cell.text):
            columns.setdefault(cell.column, []).append(cell)
    return columns


@lru_cache(maxsize=4096)
def _look(text: str) -> str:
    number = NUMBER.search(text)
    found = LOOK.match(number[0]) if number else None
    return LOOKS[found.lastindex - 1][0] if found and found.lastindex else ""


def _verdict(look: str, column: Counter[str], table: Counter[str], cells: Sequence[Cell]) -> str:
    """What a cell is: to translate, to space, in doubt, or as it stands (nothing)."""
    # Decimals are printed for all figures of a column or for none: '1,200' beside '950' is no 1,2.
    dutch = table["dutch"] > 0
    if look == "spaced":
        return "doubt" if dutch or table["dutch or point"] else "space"
    if look == "comma":
        return "" if dutch else "translate"
    floats = column["float"] > 0 and not (column["dutch"] or column["whole"])  # as programs write decimals
    if look in {"point", "float"}:
        mixed = column["dutch"] or column["dutch or point"] or column["whole"]
        codes = all(map(CODES.fullmatch, (cell.text for cell in cells)))
        return "translate" if floats or not (mixed or codes) else ""
    if look == "dutch or point":
        unclear = column["point"] or (column["comma"] and not dutch)
        return "translate" if floats else "doubt" if unclear else ""
    if look == "dutch or comma" and table["comma"]:
        return "doubt" if dutch else "translate"
    if look == "dutch or comma" and (column["point"] or (column["whole"] and not column["dutch"])):
        return "doubt"
    return ""


def _settled(cell: Cell, verdict: str) -> Cell:
    if verdict == "doubt":
        return replace(cell, unsure=cell.unsure or NOTATION)
    if not verdict:
        return cell
    text = NUMBER.sub(lambda number: _marks(number[0], verdict), cell.text, count=1)
    return replace(cell, text=text, printed=cell.text) if text != cell.text else cell


def _marks(number: str, verdict: str) -> str:
    return number.replace(" ", NO_BREAK) if verdict == "space" else number.translate(SWAP)
