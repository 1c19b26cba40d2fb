"""Tables of text: readings compete, the evidence decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.language.documents import Facts, glanced
from tasks.model import Reading, Remainder, Table
from tasks.structure.fates import rests
from tasks.structure.headings import Outline
from tasks.structure.lines import Line
from tasks.tables.blocks import blocks_of
from tasks.tables.grids import table_of
from tasks.tables.strips import strips_of
from tasks.tables.vanished import witnesses

NAME = "tables"


def read_lines(lines: Sequence[Line], facts: Facts | None = None) -> Reading:
    """The tables among lines of text, and what is left of the lines."""
    tables: list[Table] = []
    remainder: list[Remainder] = []
    blocks = blocks_of(strips_of(lines), facts or glanced(line.text for line in lines))
    known = witnesses(blocks)
    for block in blocks:
        table, rest = table_of(block, known)
        remainder += rest
        tables += [table] if table else []
    used = {cell.locator for table in tables for cell in table.cells} | {rest.locator for rest in remainder}
    outline = Outline([line for line in lines if line.locator not in used])
    left = rests(line for line in lines if line.locator not in used)
    numbered = [_placed(table, number, outline) for number, table in enumerate(tables, start=1)]
    in_order = sorted((*remainder, *left), key=lambda rest: int(rest.locator.split()[1]))
    return Reading(NAME, tuple(numbered), tuple(in_order))


def _placed(table: Table, number: int, outline: Outline) -> Table:
    line = min(int(cell.locator.split()[1]) for cell in table.cells)
    section = outline.above(line)
    title = table.title or (section[-1] if section else "")
    return replace(
        table, table_id=f"T{number:02d}", title=title, section=section, note=table.note or outline.note_above(line)
    )
