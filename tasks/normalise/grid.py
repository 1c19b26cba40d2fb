"""The cells of a table with what was judged of them, and what each row and column of it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tasks.judge import Judgement, Told
from tasks.language.figures import Worth
from tasks.model import Cell, Fate, Ground, Grounds, Table
from tasks.normalise.facts import Facts
from tasks.normalise.headings import Column, Counts
from tasks.normalise.labels import Row
from tasks.normalise.printed_units import NO_UNIT, PrintedUnit
from tasks.structure.values import stands_for_a_figure

UNTOLD = Grounds()


@dataclass(slots=True)
class Judged:
    """A cell as printed, what holds for its column, row and table, and what is concluded of it step by step."""

    cell: Cell
    region: str  # heading, label or body
    worth: Worth
    table: Facts
    column: Column
    row: Row
    read_as: str = ""  # where sums ask for another reading than a machine recognised
    flag: str = ""  # printed in a column of its own
    unit_printed: PrintedUnit = NO_UNIT  # by the column `eenheid` of its row, or below its group
    measured: str | None = None  # the period that a column of its row says it was measured in; "" where not understood
    unit: str | None = None
    metric: str | None = None
    scenario: str | None = None
    period: str | None = None
    scale: int = 1
    value: Decimal | None = None
    observed: bool = False
    fate: Fate | None = None  # None where its text has no digit
    reason: str | None = None
    grounds: Grounds = UNTOLD  # what each of the conclusions rests on
    doubt: str | None = None  # why no KPI may rest on it, in Dutch; None where all that a KPI asks is settled

    @property
    def mark(self) -> str:
        """Footnote marks and V/N flags printed at it."""
        return self.flag + self.worth.mark


@dataclass(frozen=True, slots=True)
class JudgedTable:
    """A table with its cells, by row and column."""

    facts: Facts
    cells: list[Judged]
    judgement: Judgement | None = None
    told: tuple[Told, ...] = ()  # what the judge has against its headings and places


@lru_cache(maxsize=1024)  # the same few come again at every figure: one of each is kept, not one for each figure
def grounds(*concluded: Ground) -> Grounds:
    """What the conclusions about a figure rest on, in the order of the fields of `Grounds`."""
    return Grounds(*concluded)


def region(table: Table, row: int, column: int) -> str:
    """Where a cell stands: in the headings, in the labels or in the body."""
    if row < table.heading_rows:
        return "heading"
    return "label" if column < table.label_columns else "body"


def counts(body: Iterable[tuple[Cell, Worth]]) -> dict[int, Counts]:
    """Per column of a table: how many body cells are figures, years, euros, percents, flags, odd figures, text."""
    found: dict[int, Counts] = {}
    for cell, worth in body:
        count = found.setdefault(cell.column, Counter())
        count["cells"] += 1
        count["percents"] += worth.has_percent
        if worth.printed is not None:
            count["figures"] += 1
            count["years"] += worth.is_year
            count["euros"] += worth.has_euro
            count["negatives"] += worth.printed < 0
        elif worth.is_flag:
            count["flags"] += 1
        elif cell.unsure or stands_for_a_figure(cell.text):
            count["odd"] += 1
        elif not (worth.is_empty or worth.is_word):
            count["texts"] += 1
    return found
