"""No text of a table is longer than anybody prints: what is, is cut before words are sought in it, and that is said.

What looks for words tries a text as a whole, in parts and again without its notes: one of a megabyte would
cost minutes. The longest in the documents at hand has 223 characters (November 2026).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.limits import PRINTED
from tasks.model import Cell, Fate, Reading, Remainder, Table

SHOWN = 100  # characters of what was cut off that are kept to show
CUT = "een tekst van meer dan {limit} tekens is daar afgekapt"


def bounded(reading: Reading) -> Reading:
    """The reading with every title, note, heading and cell within the limit; what was cut is signalled."""
    if not any(True for table in reading.tables for _ in _too_long(table)):
        return reading
    rests = tuple(rest for table in reading.tables for rest in _too_long(table))
    return replace(reading, tables=tuple(map(_bounded, reading.tables)), remainder=(*reading.remainder, *rests))


def _too_long(table: Table) -> Iterator[Remainder]:
    first = table.cells[0].locator if table.cells else ""
    around = ((text, first) for text in (table.title, table.note, *table.section))
    for text, locator in (*around, *((cell.text, cell.locator) for cell in table.cells)):
        if len(text) > PRINTED:
            yield Remainder(text[PRINTED : PRINTED + SHOWN], locator, Fate.SIGNALLED, CUT.format(limit=PRINTED))


def _bounded(table: Table) -> Table:
    section = tuple(text[:PRINTED] for text in table.section)
    cells = tuple(map(_cut, table.cells))
    return replace(table, title=table.title[:PRINTED], note=table.note[:PRINTED], section=section, cells=cells)


def _cut(cell: Cell) -> Cell:
    return cell if len(cell.text) <= PRINTED else replace(cell, text=cell.text[:PRINTED])
