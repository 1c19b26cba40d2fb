"""Where the cells of a row with blanks belong, proved by what the rows add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

TOTAL = re.compile(r"^\s*(?:totaal|verschil|saldo)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
MOST_STEPS = 4_000  # of the search; beyond it the proof is given up, not guessed
Placement = tuple[int, ...]


def number(text: str) -> float:
    """What a printed figure amounts to, for adding up only; a dash is nothing."""
    match = NUMBER.search(text)
    if not match:
        return 0.0
    value = float(match[0].replace(".", "").replace(",", "."))
    return -value if re.search(r"[-−–(]", text.replace(match[0], "")) else value


def placements(
    rows: Sequence[Sequence[float]], columns: int, total: Sequence[float], row_totals: bool
) -> list[set[Placement]]:
    """Per row, the columns that its figures can stand in so that every column adds up to the total row.

    `row_totals` says that the last column is the sum of the others, which then holds for every row.
    """
    options = [_options(row, columns, row_totals) for row in rows]
    search = _Search(rows, options, list(total))
    search.run(0)
    if search.steps > MOST_STEPS or not search.found:
        return [options_by_row(row, columns, row_totals) for row in rows]
    return [{solution[index] for solution in search.found} for index in range(len(rows))]


def options_by_row(row: Sequence[float], columns: int, row_totals: bool) -> set[Placement]:
    """What the row alone proves: its last figure is the sum of the others, so it stands in the last column."""
    proved = row_totals and len(row) > 1 and abs(sum(row[:-1]) - row[-1]) < 1
    return set(_options(row, columns, row_totals)) if proved else set()


def _options(row: Sequence[float], columns: int, row_totals: bool) -> list[Placement]:
    if len(row) == columns:
        return [tuple(range(columns))]
    if row_totals and len(row) > 1 and abs(sum(row[:-1]) - row[-1]) < 1:
        return [(*places, columns - 1) for places in combinations(range(columns - 1), len(row) - 1)]
    return list(combinations(range(columns), len(row)))


class _Search:
    """Depth first through the rows that leave a choice; every solution is kept, to see what all agree on."""

    def __init__(self, rows: Sequence[Sequence[float]], options: Sequence[list[Placement]], total: list[float]) -> None:
        self.rows, self.options, self.left = rows, options, total
        self.found: list[list[Placement]] = []
        self.chosen: list[Placement] = []
        self.steps = 0

    def run(self, index: int) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            return
        if index == len(self.rows):
            if all(abs(left) <= max(1, len(self.rows) / 2) for left in self.left):
                self.found.append(list(self.chosen))
            return
        for places in self.options[index]:
            self._add(index, places, -1)
            self.chosen.append(places)
            self.run(index + 1)
            self.chosen.pop()
            self._add(index, places, 1)

    def _add(self, index: int, places: Placement, sign: int) -> None:
        for value, place in zip(self.rows[index], places, strict=True):
            self.left[place] += sign * value
