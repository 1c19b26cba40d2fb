"""Tables of text: readings compete, the evidence decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.language.documents import Facts, glanced
from tasks.model import Fate, Reading, Remainder, Table
from tasks.structure.fates import rests
from tasks.structure.headings import Outline
from tasks.structure.lines import Line
from tasks.structure.values import has_digit, parts_thousands
from tasks.tables.arbiter import beside, in_printed_order
from tasks.tables.blocks import Block, blocks_of
from tasks.tables.grids import UNPLACED, table_of
from tasks.tables.records import Records, records_of
from tasks.tables.strips import cells_of, strips_of
from tasks.tables.vanished import witnesses

NAME = "tables"


def read_lines(lines: Sequence[Line], facts: Facts | None = None) -> Reading:
    """The tables among lines of text, and what is left of the lines."""
    found = tables_of(lines, facts or glanced(line.text for line in lines))
    return replace(found, remainder=in_printed_order((*found.remainder, *rests(beside(found, lines)))))


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
        table, rest = (None, _unread(block)) if parts_thousands(figures) else table_of(block, known)
        remainder += rest
        tables += [table] if table else []
    tables.sort(key=_first_line)
    found = Reading(NAME, tuple(tables), tuple(remainder))
    outline = Outline(beside(found, lines))
    numbered = [_placed(table, number, outline) for number, table in enumerate(tables, start=1)]
    return replace(found, tables=tuple(numbered))


def _unread(block: Block) -> list[Remainder]:
    figures = [piece for _, row in block.rows for piece in row.figures if has_digit(piece.text)]
    return [Remainder(piece.text, piece.printed.locator, Fate.SIGNALLED, UNPLACED) for piece in figures]


def _lines_of(records: Sequence[Records], starts: Sequence[int]) -> set[int]:
    """The lines that tables of records take, with those that a cell goes on over."""
    ends = dict(pairwise(starts))
    return {line for one in records for line in range(one.first, ends.get(one.last, one.last + 1))}


def _first_line(table: Table) -> int:
    return min(int(cell.locator.split()[1]) for cell in table.cells)


def _placed(table: Table, number: int, outline: Outline) -> Table:
    line = _first_line(table)
    section = outline.above(line)
    title = table.title or (section[-1] if section else "")
    return replace(
        table, table_id=f"T{number:02d}", title=title, section=section, note=table.note or outline.note_above(line)
    )
