"""The body of a table of spaced rows: labels, groups, and every figure in its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.structure.grid import Printed, Row
from tasks.structure.spaced import Kind, Spaced
from tasks.structure.totals import TOTAL, Placement, number, options_by_row, placements

SALDO = re.compile(r"^saldo$", re.IGNORECASE)
OUTCOME = re.compile(r"\b(?:resultaat|saldo)\b", re.IGNORECASE)
Unplaced = list[tuple[str, str]]  # text and locator


class _Labelled:
    """A row with its label complete, and its figures as many as there are columns at most."""

    def __init__(self, label: str, item: Spaced, locator: str) -> None:
        self.label, self.values, self.item, self.label_locator = label, list(item.values), item, locator
        self.early = bool(item.early)

    def fit(self, columns: int) -> None:
        """Figures too many belong to the label; figures printed before the label go where the row's sum proves."""
        if self.early:
            self.values += reversed(self.item.early)
        surplus = len(self.values) - columns
        if surplus > 0:
            self.label = " ".join([self.label, *self.values[:surplus]]).strip()
            del self.values[:surplus]


def body_of(items: Sequence[Spaced], columns: int, heading: Sequence[Row], cut: bool) -> tuple[list[Row], Unplaced]:
    """The rows of the grid, and the figures whose column nothing proves.

    `cut` says that the text ends with these rows: what the last one lacks, it lacks at its end.
    """
    entries = _labelled(items)
    rows = [entry for entry in entries if isinstance(entry, _Labelled)]
    for row in rows:
        row.fit(columns)
    places = dict(zip(map(id, rows), _placed(rows, columns, heading), strict=True))
    if cut and rows and not places[id(rows[-1])]:
        places[id(rows[-1])] = {tuple(range(len(rows[-1].values)))}
    body: list[Row] = []
    unplaced: Unplaced = []
    for entry in entries:
        if isinstance(entry, Printed):
            body.append({0: entry})
            continue
        sure = _agreed(places[id(entry)], entry)
        locator = entry.item.line.locator
        if sure:
            label = {0: Printed(entry.label, entry.label_locator)} if entry.label else {}
            body.append(label | {column + 1: Printed(text, locator) for column, text in sorted(sure.items())})
        unplaced += [(text, locator) for text in _unsure(entry.values, sure)]
    return body, unplaced


def _labelled(items: Sequence[Spaced]) -> list[_Labelled | Printed]:
    """Rows and group labels; labels that a row without one, or half of one, completes are joined to it."""
    entries: list[_Labelled | Printed] = []
    waiting: list[Spaced] = []
    for item in items:
        if item.kind is Kind.LABEL:
            waiting.append(item)
            continue
        half = bool(waiting) and _unfinished(waiting[-1].label, item.label)
        own = waiting if not item.label else waiting[-1:] if half else []
        entries += [Printed(other.label, other.line.locator) for other in waiting[: len(waiting) - len(own)]]
        label = " ".join([*(other.label for other in own), item.label]).strip()
        entries.append(_Labelled(label, item, (own[0] if own else item).line.locator))
        waiting = []
    return entries


def _unfinished(first: str, rest: str) -> bool:
    return first.count("(") > first.count(")") or rest[:1].islower()


def _placed(rows: Sequence[_Labelled], columns: int, heading: Sequence[Row]) -> list[set[Placement]]:
    """For each row the placements that are possible; one where it is full."""
    full = {tuple(range(columns))}
    places: list[set[Placement]] = [full if len(row.values) == columns else set() for row in rows]
    for first, end, total in _parts(rows, columns):
        part = [index for index in range(first, end) if index != total]
        if all(places[index] for index in part):
            continue
        numbers = [[number(text) for text in rows[index].values] for index in part]
        sums = [number(text) for text in rows[total].values]
        for index, found in zip(part, placements(numbers, columns, sums, _sums_up(rows, columns)), strict=True):
            places[index] = places[index] or found
    row_totals = _sums_up(rows, columns)
    for index, row in enumerate(rows):
        alone = options_by_row([number(text) for text in row.values], columns, row_totals)
        places[index] = places[index] or _outcome(row, columns, heading) or alone
    return places


def _parts(rows: Sequence[_Labelled], columns: int) -> list[tuple[int, int, int]]:
    """The stretches of rows that a total row sums: first, end and the total."""
    parts = []
    first = 0
    for index, row in enumerate(rows):
        if TOTAL.match(row.label) and len(row.values) == columns:
            end = index + 1
            while end < len(rows) and rows[end].early:  # printed out of order, after the total
                end += 1
            parts.append((first, end, index))
            first = end
    return parts


def _sums_up(rows: Sequence[_Labelled], columns: int) -> bool:
    """Whether the last column is the sum of the others, in most full rows (a cumulative row has no sum)."""
    full = [[number(text) for text in row.values] for row in rows if len(row.values) == columns]
    agree = sum(abs(sum(row[:-1]) - row[-1]) <= columns / 2 for row in full)
    return columns > 2 and agree > 1 and agree * 2 > len(full)


def _outcome(row: _Labelled, columns: int, heading: Sequence[Row]) -> set[Placement]:
    """A result row prints one figure for each group of columns: it stands under the group's saldo."""
    if not heading or not OUTCOME.search(row.label):
        return set()
    saldi = [column - 1 for column, cell in sorted(heading[-1].items()) if column and SALDO.match(cell.text.strip())]
    return {tuple(saldi)} if len(saldi) == len(row.values) else set()


def _agreed(possible: set[Placement], row: _Labelled) -> dict[int, str]:
    """The figures that stand in the same column in every possible placement."""
    if not possible:
        return {}
    first = next(iter(possible))
    return {
        column: text
        for index, (column, text) in enumerate(zip(first, row.values, strict=True))
        if all(places[index] == column for places in possible)
    }


def _unsure(values: Sequence[str], sure: dict[int, str]) -> list[str]:
    left = list(values)
    for text in sure.values():
        left.remove(text)
    return left
