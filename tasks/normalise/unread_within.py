"""A total whose rows were not all read is not called wrong: what it lacks may be what was left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tasks.judge.texts import TOTAL_OF_ROWS
from tasks.model import Fate, Reading
from tasks.normalise.grid import JudgedTable

LINE = re.compile(r"^line (\d+)")
PAGE = re.compile(r"^page (\d+) \([\d.]+, ([\d.]+)")
Spot = tuple[float, float]  # page and height, or nothing and the line


def spot(locator: str) -> Spot | None:
    """Where a cell stands from the top of its document; None where its locator does not say that."""
    if match := LINE.match(locator):
        return 0, float(match[1])
    match = PAGE.match(locator)
    return (float(match[1]), float(match[2])) if match else None


def unread_spots(reading: Reading) -> list[Spot]:
    """Where text stands that looks like a figure, but was left out of every table."""
    left = (rest.locator for rest in reading.remainder if rest.fate is Fate.SIGNALLED and rest.text)
    return sorted(found for locator in left if (found := spot(locator)))


def without_unread(table: JudgedTable, unread: Iterable[Spot]) -> JudgedTable:
    """The table without the findings about totals between whose rows something was left unread."""
    cells = {(found.cell.row, found.cell.column): found.cell.locator for found in table.cells}
    left = list(unread)
    kept = []
    for told in table.told if left else ():
        spots = sorted(found for place in told.cells if (found := spot(cells.get(place, ""))))
        if told.kind != TOTAL_OF_ROWS or not spots or not any(spots[0] < one < spots[-1] for one in left):
            kept.append(told)
    return replace(table, told=tuple(kept)) if left else table
