"""Tables of text: readings compete, the evidence decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.language.documents import Facts
from tasks.model import Reading, Remainder, Table
from tasks.structure.headings import Outline
from tasks.structure.lines import Line
from tasks.structure.values import parts_thousands
from tasks.tables.arbiter import beside
from tasks.tables.blocks import blocks_of
from tasks.tables.grids import table_of
from tasks.tables.records import Records, records_of
from tasks.tables.strips import cells_of, strips_of
from tasks.tables.vanished import witnesses

NAME = "tables"


def tables_of(lines: Sequence[Line], facts: Facts) -> Reading:
    """The tables among lines of text, and the figures in their stretches that nothing proves the place of."""
    cells = list(cells_of(lines))
    records = records_of(cells)
    taken = _lines_of(records, [piece.line for piece in cells])
    tables = [one.table() for one in records]
    remainder: list[Remainder] = []
    blocks = blocks_of(strips_of([line for line in lines if line.number not in taken]), facts)
    known = witnesses(blocks)
    for block in blocks:
        figures = [piece.text for _, row in block.rows for piece in row.figures]
        if parts_thousands(figures):
            continue  # what is a figure and what is a part of one is not known: its lines are signalled
        table, rest = table_of(block, known)
        remainder += rest
        tables += [table] if table else []
    tables.sort(key=_first_line)
    found = Reading(NAME, tuple(tables), tuple(remainder))
    outline = Outline(beside(replace(found, tables=tuple(map(_without_corner, tables))), lines))
    numbered = [_placed(table, number, outline) for number, table in enumerate(tables, start=1)]
    return replace(found, tables=tuple(numbered))


def _lines_of(records: Sequence[Records], starts: Sequence[int]) -> set[int]:
    """The lines that tables of records take, with those that a cell goes on over."""
    ends = dict(pairwise(starts))
    return {line for one in records for line in range(one.first, ends.get(one.last, one.last + 1))}


def _without_corner(table: Table) -> Table:
    """A table without what heads its labels, which may be the title of it too."""
    kept = (cell for cell in table.cells if cell.row >= table.heading_rows or cell.column >= table.label_columns)
    return replace(table, cells=tuple(kept))


def _first_line(table: Table) -> int:
    return min(int(cell.locator.split()[1]) for cell in table.cells)


def _placed(table: Table, number: int, outline: Outline) -> Table:
    line = _first_line(_without_corner(table))
    section = outline.above(line)
    section = (*section[:-1], *(over for over in table.section if over not in section), *section[-1:])
    title = table.title or (section[-1] if section else "")
    return replace(
        table, table_id=f"T{number:02d}", title=title, section=section, note=table.note or outline.note_above(line)
    )
