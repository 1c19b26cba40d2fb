"""Two readings of the same lines, and the one that the evidence is for, stretch by stretch.

Tables of both that share lines are one stretch. Both are weighed with the same evidence; the reading that stood first
keeps its place where nothing speaks clearly against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tasks.language.documents import Facts
from tasks.model import Cell, Fate, Reading, Remainder, Table
from tasks.structure.fates import rests
from tasks.structure.lines import Line
from tasks.structure.values import has_digit
from tasks.tables.weighing import figures_of, is_refuted, parts_headings, weight_of

CLEARLY = 1.03  # so many times what the other weighs
AT_LEAST = 0.4  # figures that are worth a stretch of its own
FEWEST = 3  # figures of a table that the other reading does not see at all
BY_PLACE = "text_layout"  # a reading by where figures stand on the line knows more than their order
BY_PLACE_CLEARLY = 1.2
PLACES = 0.9  # of the figures of the other reading


@dataclass(slots=True)
class Stretch:
    """Lines that tables of one reading or of both stand on."""

    first: int
    last: int
    present: list[Table] = field(default_factory=list)
    other: list[Table] = field(default_factory=list)


def better(present: Reading, other: Reading, lines: Sequence[Line], facts: Facts) -> Reading:
    """The present reading, with the tables of the other in the stretches where these are better."""
    stretches = list(_stretches(present.tables, other.tables))
    clearly = BY_PLACE_CLEARLY if present.reader.startswith(BY_PLACE) else CLEARLY
    taken = [stretch for stretch in stretches if _is_better(stretch, facts, lines, clearly)]
    if not taken:
        return present
    left = [table for stretch in stretches if stretch not in taken for table in stretch.present]
    kept = [table for table in left if not _is_headed_within(table, taken)]
    tables = [*kept, *(table for stretch in taken for table in stretch.other)]
    return replace(
        present,
        reader=f"{present.reader}+{other.reader}",
        tables=in_reading_order(tables),
        remainder=_remainder(present, other, tables, taken, lines),
    )


def _is_headed_within(table: Table, taken: Sequence[Stretch]) -> bool:
    """Whether the headings of a table stand among lines that were read otherwise: they head nothing else."""
    heads = [int(cell.locator.split()[1]) for cell in table.cells if cell.row < table.heading_rows]
    return bool(heads) and any(all(one.first <= line <= one.last for line in heads) for one in taken)


def _remainder(
    present: Reading, other: Reading, tables: Sequence[Table], taken: Sequence[Stretch], lines: Sequence[Line]
) -> tuple[Remainder, ...]:
    """What stands in no table: as the reading says that has the stretch, else by the look of the line."""
    used = locators(tables)
    within = {f"line {number}" for stretch in taken for number in range(stretch.first, stretch.last + 1)}
    left = (*other.remainder, *rests(beside(other, lines)))
    told = [rest for rest in left if rest.locator in within and rest.fate is Fate.SIGNALLED]
    told += [rest for rest in present.remainder if rest.locator not in used and rest.locator not in within]
    known = used | {rest.locator for rest in told}
    told += rests(line for line in lines if line.locator not in known)
    return in_printed_order(told)


def beside(reading: Reading, lines: Iterable[Line]) -> list[Line]:
    """The lines that a reading says nothing of."""
    said = locators(reading.tables) | {rest.locator for rest in reading.remainder}
    return [line for line in lines if line.locator not in said]


def in_printed_order(told: Iterable[Remainder]) -> tuple[Remainder, ...]:
    """What stands in no table, by its line."""
    return tuple(sorted(told, key=lambda rest: int(rest.locator.split()[1])))


def locators(tables: Iterable[Table]) -> set[str]:
    """The lines that tables stand on."""
    return {cell.locator for table in tables for cell in table.cells}


def in_reading_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables by the line that they begin on, with their numbers."""
    ordered = sorted(tables, key=lambda table: min(int(cell.locator.split()[1]) for cell in table.cells))
    return tuple(replace(table, table_id=f"T{number:02d}") for number, table in enumerate(ordered, start=1))


def _stretches(present: Sequence[Table], other: Sequence[Table]) -> Iterator[Stretch]:
    spans = [(*_span(table, headed=False), table, True) for table in present] + [
        (*_span(table, headed=True), table, False) for table in other
    ]
    stretch: Stretch | None = None
    for first, last, table, own in sorted(spans, key=lambda one: one[:2]):
        if stretch is None or first > stretch.last:
            if stretch:
                yield stretch
            stretch = Stretch(first, last)
        stretch.last = max(stretch.last, last)
        (stretch.present if own else stretch.other).append(table)
    if stretch:
        yield stretch


def _span(table: Table, *, headed: bool) -> tuple[int, int]:
    lines = [int(cell.locator.split()[1]) for cell in table.cells if headed or _counts(table, cell)]
    lines = lines or [int(cell.locator.split()[1]) for cell in table.cells]
    return min(lines), max(lines)


def _counts(table: Table, cell: Cell) -> bool:
    return cell.row >= table.heading_rows and cell.column >= table.label_columns and has_digit(cell.text)


def _is_wide(table: Table) -> bool:
    """Whether rows of several figures or a heading make it a table."""
    figures = figures_of(table)
    rows = len({cell.row for cell in figures})
    return table.heading_rows > 0 or (len({cell.column for cell in figures}) > 1 and rows >= FEWEST)


def _is_better(stretch: Stretch, facts: Facts, lines: Sequence[Line], clearly: float) -> bool:
    if not stretch.other or any(map(parts_headings, stretch.other)):
        return False
    weight = sum(weight_of(table, facts) for table in stretch.other)
    placed = sum(len(figures_of(table)) for table in stretch.other)
    if not stretch.present:
        return placed >= FEWEST and weight >= AT_LEAST * placed and any(map(_is_wide, stretch.other))
    there = sum(len(figures_of(table)) for table in stretch.present)
    against = sum(weight_of(table, facts) for table in stretch.present)
    if any(is_refuted(table, lines) for table in stretch.present):
        return not any(is_refuted(table, lines) for table in stretch.other)
    return placed >= PLACES * there and weight > clearly * against + 0.5
