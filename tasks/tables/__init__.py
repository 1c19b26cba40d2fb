"""Tables of text: readings compete, the evidence decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.language.documents import Facts
from tasks.language.lines import behind
from tasks.model import Reading, Remainder, Table
from tasks.structure.headings import Outline, without_way_back
from tasks.structure.lines import Line
from tasks.structure.values import parts_thousands
from tasks.tables.arbiter import beside
from tasks.tables.bars import without_bars_behind
from tasks.tables.blocks import blocks_of
from tasks.tables.grids import table_of
from tasks.tables.records import Records, records_of
from tasks.tables.strips import cells_of, strips_of
from tasks.tables.titles import announced_by
from tasks.tables.vanished import witnesses
from tasks.tables.wording import heads_labels

NAME = "tables"
NEAR = 3  # lines above a table, of which one may be its caption


def tables_of(lines: Sequence[Line], facts: Facts) -> Reading:
    """The tables among lines of text, and the figures in their stretches that nothing proves the place of."""
    lines = without_bars_behind(lines)
    cells = list(cells_of(lines))
    records = records_of(cells)
    taken = _lines_of(records, [piece.line for piece in cells])
    tables = [one.table() for one in records]
    remainder: list[Remainder] = []
    announced: dict[int, str] = {}  # by the first line of a table
    blocks = blocks_of(strips_of([line for line in lines if line.number not in taken]), facts)
    known = witnesses(blocks)
    for block in blocks:
        figures = [piece.text for _, row in block.rows for piece in row.figures]
        if parts_thousands(figures):
            continue  # what is a figure and what is a part of one is not known: its lines are signalled
        table, rest = table_of(block, known)
        remainder += rest
        if table:
            tables.append(table)
            announced[_first_line(table)] = announced_by(block)
    tables.sort(key=_first_line)
    found = Reading(NAME, tuple(tables), tuple(remainder))
    titled = {line.text.strip() for line in lines if line.is_title}
    plain = [line for line in lines if not line.is_title]
    outline = Outline(beside(replace(found, tables=tuple(map(_without_corner, tables))), plain))
    numbered = [
        _placed(table, number, outline, announced.get(_first_line(table), ""), titled)
        for number, table in enumerate(tables, start=1)
    ]
    return replace(found, tables=tuple(numbered))


def _lines_of(records: Sequence[Records], starts: Sequence[int]) -> set[int]:
    """The lines that tables of records take, with those that a cell goes on over."""
    ends = dict(pairwise(starts))
    return {line for one in records for line in range(one.first, ends.get(one.last, one.last + 1))}


def _without_corner(table: Table) -> Table:
    """A table without what heads its labels, which may be the title of it too."""
    kept = (cell for cell in table.cells if cell.row >= table.heading_rows or cell.column >= table.label_columns)
    return replace(table, cells=tuple(kept))


def _corner(table: Table) -> set[str]:
    """What heads the labels of a table, and no table."""
    within = (cell for cell in table.cells if cell.row < table.heading_rows and cell.column < table.label_columns)
    return {cell.text for cell in within if heads_labels(cell.text)}


def _first_line(table: Table) -> int:
    return min(int(cell.locator.split()[1]) for cell in table.cells)


def _placed(table: Table, number: int, outline: Outline, announced: str, titled: Collection[str]) -> Table:
    line = _first_line(_without_corner(table))
    section = tuple(text for text in outline.above(line) if text in table.note or text not in _corner(table))
    section = section if len(section) > 1 else outline.above(line)
    table = replace(table, title=without_way_back(table.title))
    over = tuple(text for text in table.section if text not in section)
    section = (*section[:-1], *over, *section[-1:]) if section[-1:] == (table.title,) else (*section, *over)
    own = table.title in titled or behind(table.title, "caption")  # right above its headings, and so no other's
    captions = [text for text in section[-NEAR:] if behind(text, "caption") and not own]
    title = next(reversed([*section[-1:], *filter(None, [table.title]), *captions]), "")
    section = (*section, announced) if announced else section
    return replace(
        table, table_id=f"T{number:02d}", title=title, section=section, note=table.note or outline.note_above(line)
    )
