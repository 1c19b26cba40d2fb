"""A document as paragraphs and grids in reading order: what each table stands under, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tasks.language.asking import is_note
from tasks.limits import CELLS
from tasks.model import Cell, Fate, Reading, Remainder, Table, Unreadable
from tasks.structure.fates import claim_at, is_claim, rest_at
from tasks.structure.grids import tables_from_grid
from tasks.structure.headings import is_heading_line, is_titled
from tasks.structure.values import has_digit

UNMARKED = 9  # the level of a heading that only looks like one: inside every heading that the format marks
LONGEST_NOTE = 160


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables; `level` 1 and up where the format marks it as a heading."""

    text: str
    locator: str
    level: int = 0
    reason: str = ""  # the name under which its figures are left out, where the format says so (a menu, a footer)


@dataclass(frozen=True, slots=True)
class Grid:
    """The printed cells of a table; `title` is its caption, `headed` the rows that the format marks as headings."""

    cells: Sequence[Cell]
    title: str = ""
    headed: int = 0


Item = Paragraph | Grid


@dataclass
class _Walk:
    marked: bool  # the format marks the headings of sections: what only looks like one heads the next grid at most
    headings: list[tuple[int, str]] = field(default_factory=list)
    note: str = ""
    tables: list[Table] = field(default_factory=list)
    remainder: list[Remainder] = field(default_factory=list)
    stacked: bool = False  # the paragraph before only looked like a heading, too: what follows stands under it
    last: int | None = None  # where the tables of the item before begin: a note may be printed below them

    def paragraph(self, item: Paragraph) -> None:
        """Take a paragraph as heading, note or rest."""
        noted = is_note(item.text) and len(item.text) <= LONGEST_NOTE
        plain = not item.level and not item.reason
        unmarked = plain and (is_titled(item.text) if noted else is_heading_line(item.text))
        if item.level or (unmarked and not self.stacked) or (self.marked and not noted and not unmarked):
            inside = item.level or UNMARKED
            self.headings = [heading for heading in self.headings if heading[0] < inside]
        if item.level or unmarked:
            self.headings.append((item.level or UNMARKED, item.text))
            self.note, self.last = "", None
        self.stacked = unmarked or (noted and self.stacked)
        if noted:
            self._noted(item.text)
        elif item.text:
            self.last = None
        if has_digit(item.text):
            reason = "heading" if item.level else item.reason
            self.remainder.append(
                Remainder(item.text, item.locator, Fate.IGNORED, reason) if reason else rest_at(item.text, item.locator)
            )
        elif not item.level and not item.reason and is_claim(item.text):
            self.remainder.append(claim_at(item.text, item.locator))

    def _noted(self, text: str) -> None:
        below = self.tables[self.last :] if self.last is not None else []
        if below and not any(table.note for table in below):
            self.tables[self.last :] = [replace(table, note=text) for table in below]
        else:
            self.note = text

    def grid(self, item: Grid) -> None:
        """Take a grid as the tables in it, or as rest where there are none."""
        section = tuple(text for _, text in self.headings)
        self.stacked = False
        found = tables_from_grid(
            item.cells,
            title=item.title,
            note=self.note or next((text for _, text in reversed(self.headings) if is_note(text)), ""),
            section=section,
            first=len(self.tables) + 1,
            headed=item.headed,
            merged=True,
        )
        self.last = len(self.tables)
        self.tables += found.tables
        self.remainder += found.remainder
        taken = {cell.locator for table in found.tables for cell in table.cells}
        taken |= {rest.locator for rest in found.remainder}
        left = [cell for cell in item.cells if cell.locator not in taken and has_digit(cell.text)]
        self.remainder += [rest_at(cell.text, cell.locator) for cell in left]


def reading_of(reader: str, items: Sequence[Item]) -> Reading:
    """The tables of a document, each under its headings and with its note, and what stands outside them.

    Raises:
        Unreadable: there are more cells than a document has.
    """
    if sum(len(item.cells) for item in items if isinstance(item, Grid)) > CELLS:
        raise Unreadable(f"het document heeft meer dan {CELLS} cellen")
    walk = _Walk(marked=any(isinstance(item, Paragraph) and item.level > 1 for item in items))
    for item in items:
        if isinstance(item, Grid):
            walk.grid(item)
        else:
            walk.paragraph(item)
    return Reading(reader, tuple(walk.tables), tuple(walk.remainder), "\n".join(map(_text, items)))


def _text(item: Item) -> str:
    if isinstance(item, Paragraph):
        return item.text
    rows: dict[int, list[str]] = {}
    for cell in item.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return "\n".join([*([item.title] if item.title else []), *("\t".join(row) for row in rows.values())])
