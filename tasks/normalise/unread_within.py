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
NOWHERE: Spot = (0, 0)


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
    """The table without the findings about sums of rows among or right above which something was left unread."""
    left = list(unread)
    body = {(found.cell.row, found.cell.column): found.cell for found in table.cells if found.region == "body"}
    spots = {place: found for place, cell in body.items() if cell.text and (found := spot(cell.locator))}
    top = min(spots.values(), default=NOWHERE)
    kept = []
    for told in table.told if left else ():
        own = sorted(spots[place] for place in told.cells if place in spots)
        columns = {column for _, column in told.cells}
        above = [found for place, found in spots.items() if place[1] in columns and own and found < own[0]]
        of_rows = told.kind == TOTAL_OF_ROWS or len(columns) == 1 < len(own)
        if not of_rows or not own or not any(max(above, default=top) < one < own[-1] for one in left):
            kept.append(told)
    return replace(table, told=tuple(kept)) if left else table
