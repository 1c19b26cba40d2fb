"""Figures that a machine recognised in a picture: they count where the sums of their table prove them, to the unit.

Where sums do not come out and exactly one other reading of a doubtful figure mends them, that is its worth; what was
recognised stays its printed text, and a finding says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.judge import Judgement, Sheet, chosen, proved_exactly
from tasks.language.figures import worth_of
from tasks.language.lookalikes import readings
from tasks.normalise.grid import Judged

SURE = 75  # percent of confidence below which a figure is doubtful before any sum is made
LEGIBLE = 60  # percent of confidence in a heading or label below which what it says is a guess
UNPROVED = "het is herkend in een plaatje, en geen optelling bewijst het"
GUESSED = "wat erboven of ervoor staat, is in het plaatje niet zeker te lezen"


def read_anew(cells: Iterable[Judged], sheet: Sheet, found: Judgement) -> bool:
    """Gives doubtful figures the reading that their sums ask for; whether there are any."""
    seen = {(cell.cell.row, cell.cell.column): cell for cell in cells if cell.cell.confidence is not None}
    options = {place: other for place, cell in seen.items() if (other := readings(cell.cell.text))}
    unsure = {place for place in options if place not in sheet.values or _is_doubtful(seen[place])}
    taken = chosen(found.relations, sheet.values, options, unsure)
    for place, value in taken.items():
        cell = seen[place]
        cell.read_as = options[place][value]
        cell.worth = worth_of(cell.read_as)
    return bool(taken)


def doubt_unproved(table: Sequence[Judged], cells: Iterable[Judged], sheet: Sheet, found: Judgement) -> None:
    """Leaves recognised figures in doubt that no sum proves, or whose heading or label is a guess."""
    recognised = [cell for cell in cells if cell.cell.confidence is not None]
    doubtful = {(cell.cell.row, cell.cell.column) for cell in recognised if _is_doubtful(cell)}
    proved = proved_exactly(found.relations, sheet.values, doubtful) if recognised else frozenset()
    rows, columns = _guessed(table, "label"), _guessed(table, "heading")
    for cell in recognised:
        if cell.cell.row in rows or columns & {cell.cell.column}:
            cell.doubt = cell.doubt or GUESSED
        elif (cell.cell.row, cell.cell.column) not in proved:
            cell.doubt = cell.doubt or UNPROVED


def _is_doubtful(cell: Judged) -> bool:
    return (cell.cell.confidence or 0) < SURE


def _guessed(table: Iterable[Judged], region: str) -> set[int]:
    """The rows whose label, or the columns whose heading, was not recognised for sure."""
    unsure = [found.cell for found in table if found.region == region and (found.cell.confidence or LEGIBLE) < LEGIBLE]
    if region == "label":
        return {row for cell in unsure for row in range(cell.row, cell.row + cell.row_span)}
    return {column for cell in unsure for column in range(cell.column, cell.column + cell.column_span)}
