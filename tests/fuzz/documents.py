"""A document of blocks: what stands above a table, the table, what stands below; and the facts that it prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from tests.fuzz import words
from tests.fuzz.grids import Fact, Grid, facts
from tests.fuzz.sheets import Plan, Sheet, Slot, lay_out, split

KINDS = {"jaarstukken": "Jaarstukken", "begroting": "Programmabegroting", "tussenrapportage": "Tussenrapportage"}


@dataclass(frozen=True)
class Break:
    """The end of a page, with what is printed in its foot."""

    foot: str


Block = str | Sheet | Break


@dataclass(frozen=True)
class Printout:
    """What is printed, in blocks, of which document, and what it says."""

    blocks: tuple[Block, ...]
    kind: str
    year: int
    facts: tuple[Fact, ...]


def document(grid: Grid, plan: Plan, random: Random) -> Printout:
    """The document of one table (or of two, where only the first has a note)."""
    above: list[Block] = [f"{KINDS[grid.kind]} {grid.year}", random.choice(words.CHAPTERS)]
    note = random.choice(words.NOTES[grid.scale]) if grid.money else ""
    if plan.note == "first":
        half = len(grid.rows) // 2
        parts = [replace(grid, rows=grid.rows[:half]), replace(grid, rows=grid.rows[half:])]
        first = _table(parts[0], replace(plan, note="above"), note, random)
        second = _table(replace(parts[1], title=random.choice(words.TITLES)), plan, "", random)
        blocks = [*above, *first, random.choice(words.SENTENCES), *second]
    else:
        blocks = [*above, *_table(grid, plan, note, random), random.choice(words.SENTENCES)]
    return Printout(tuple(blocks), grid.kind, grid.year, tuple(facts(grid)))


def _table(grid: Grid, plan: Plan, note: str, random: Random) -> list[Block]:
    if plan.note == "corner" and note:
        plan = replace(plan, corner=note)
    sheet = lay_out(grid, plan, random)
    if plan.note == "starred":
        sheet = _starred(sheet, f"* {note}")
    title = f"{grid.title} {note}".strip() if plan.note == "title" else grid.title
    tables: list[Block] = [sheet]
    if plan.break_after:
        first, second = split(sheet, plan.break_after)
        tables = [first, Break(random.choice([str(random.randint(11, 99)), f"{KINDS[grid.kind]} {grid.year}"])), second]
    noted: list[Block] = [note] if plan.note == "above" and note else []
    below: list[Block] = [note] if plan.note == "below" else []
    if plan.title_on_heading:
        return [*noted, _titled(sheet, title), *below]
    return [title, *noted, *tables, *below]


def _starred(sheet: Sheet, note: str) -> Sheet:
    """The note as a row between headings and body."""
    return replace(sheet, head=(*sheet.head, (Slot(note, 0),)))


def _titled(sheet: Sheet, title: str) -> Sheet:
    """The title in the corner of the first heading row, where the labels have no heading of their own."""
    first, *others = sheet.head
    return replace(sheet, head=((Slot(title, 0), *first), *others))
