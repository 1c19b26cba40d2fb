"""The body of a table of spaced rows: labels, groups, and every figure in its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.language.lines import begins_with, is_only
from tasks.language.patterns import spelling_of
from tasks.structure.grid import Printed, Row
from tasks.structure.names import ends_unread, in_name
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.totals import Placement, options_by_row, placements
from tasks.structure.values import MINUS, worth

DASH = re.compile(MINUS)
DANGLING = re.compile(rf"[^\W\d][-/&]$|\b(?:{spelling_of('lines', 'open')})$")
IN_BRACKETS = re.compile(r"^\([^()]*\)$")
CODED = re.compile(r"^\d{1,2}(?:\.\d{1,3})*[a-z]?\.?\s+[^\W\d]", re.IGNORECASE)  # '6.21 Toegang'
MOST_APART = 2  # lines between the halves of a label: the second line, or that behind a blank one
NUMBER_OF_LABEL = re.compile(r"^\d{1,2}$")
OUTCOME = re.compile(rf"\b(?:{spelling_of('lines', 'result')})\b", re.IGNORECASE)
Unplaced = list[tuple[str, str]]  # text and locator


class _Labelled:
    """A row with its label complete, and its figures as many as there are columns at most."""

    def __init__(self, label: str, item: Spaced, locator: str) -> None:
        self.label, self.values, self.item, self.label_locator = label, list(item.values), item, locator
        self.early = bool(item.early)

    def fit(self, columns: int, loose: bool) -> None:
        """Numbers too many that may be in a name belong to the label; figures before it go where the row's sum proves.

        `loose` says that a minus stands apart from its figure here.
        """
        if loose:
            self._tie()
        if self.early:
            self.values += reversed(self.item.early)
        surplus = len(self.values) - columns
        if surplus > 0 and all(map(in_name, self.values[:surplus])):
            self.label = " ".join([self.label, *self.values[:surplus]]).strip()
            del self.values[:surplus]

    def _tie(self) -> None:
        values = iter(self.values)
        self.values = [text + next(values) if DASH.fullmatch(text) else text for text in values]


def loose_minuses(values: Sequence[str]) -> int:
    """How many dashes there are, if each stands before a figure and may be its minus; else 0."""
    dashes = [place for place, text in enumerate(values) if DASH.fullmatch(text)]
    return len(dashes) if all(place + 1 < len(values) and place + 1 not in dashes for place in dashes) else 0


def body_of(items: Sequence[Spaced], columns: int, heading: Sequence[Row], cut: bool) -> tuple[list[Row], Unplaced]:
    """The rows of the grid, and the figures whose column nothing proves.

    `cut` says that the text ends with these rows: what the last one lacks, it lacks at its end.
    """
    entries = _labelled(items)
    rows = [entry for entry in entries if isinstance(entry, _Labelled)]
    dashed = [row for row in rows if any(map(DASH.fullmatch, row.values))]
    loose = bool(dashed) and all(0 < loose_minuses(row.values) == len(row.values) - columns for row in dashed)
    for row in rows:
        row.fit(columns, loose)
    places = dict(zip(map(id, rows), _placed(rows, columns, heading), strict=True))
    if cut and rows and not places[id(rows[-1])]:
        places[id(rows[-1])] = {tuple(range(len(rows[-1].values)))}
    body: list[Row] = []
    unplaced: Unplaced = []
    for entry in entries:
        if isinstance(entry, Printed):
            if ends_unread(entry.text):
                unplaced.append((entry.text, entry.locator))
            else:
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
    for item, following in zip(items, [*items[1:], None], strict=True):
        if item.kind is Kind.LABEL and ends_unread(item.label):  # a row of its own, and no part of another's label
            entries += [Printed(other.label, other.line.locator) for other in (*waiting, item)]
            waiting = []
            continue
        if item.kind is Kind.LABEL:
            above = entries[-1] if entries and not waiting else None
            if isinstance(above, _Labelled) and goes_on(above.label, item, following):
                above.label = f"{above.label} {item.label}"
            else:
                waiting.append(item)
            continue
        own = waiting[-1:] if _halved(waiting, item, following) else _own(waiting, item.label)
        entries += [Printed(other.label, other.line.locator) for other in waiting[: len(waiting) - len(own)]]
        label = " ".join([*(other.label for other in own), item.label]).strip()
        entries.append(_Labelled(label, item, (own[0] if own else item).line.locator))
        waiting = []
    return entries


def goes_on(label: str, item: Spaced, following: Spaced | None) -> bool:
    """Whether a label without figures is the rest of the label of the row above it, and not part of the next row's."""
    if following and following.kind is Kind.ROW and (not following.label or following.label[:1].islower()):
        return False
    return not label[:1].islower() and _unfinished(label, item.label)


def _own(waiting: Sequence[Spaced], label: str) -> Sequence[Spaced]:
    """The labels that a row's label goes on from; all, where the row has none itself."""
    if not label:
        return waiting
    first = len(waiting)
    while first and _unfinished(waiting[first - 1].label, label):
        first -= 1
        label = waiting[first].label
    return waiting[first:]


def _unfinished(first: str, rest: str) -> bool:
    if IN_BRACKETS.match(rest) or first.count("(") > first.count(")") or rest[:1].islower():
        return True
    return DANGLING.search(first) is not None


def _halved(waiting: Sequence[Spaced], item: Spaced, following: Spaced | None) -> bool:
    """Whether a label with a code is the first half of this row's, which alone has none: the next row has one again."""
    if not waiting or not CODED.match(waiting[-1].label) or CODED.match(item.label) or begins_with(item.label, "side"):
        return False
    if item.line.number - waiting[-1].line.number > MOST_APART:
        return False
    return following is None or CODED.match(following.label) is not None or begins_with(following.label, "side")


def _placed(rows: Sequence[_Labelled], columns: int, heading: Sequence[Row]) -> list[set[Placement]]:
    """For each row the placements that are possible; one where it is full."""
    full = {tuple(range(columns))}
    places: list[set[Placement]] = [full if len(row.values) == columns else set() for row in rows]
    for first, end, total in _parts(rows, columns):
        part = [index for index in range(first, end) if index != total]
        if all(places[index] for index in part):
            continue
        numbers = [[worth(text) for text in rows[index].values] for index in part]
        sums = [worth(text) for text in rows[total].values]
        for index, found in zip(part, placements(numbers, columns, sums, _sums_up(rows, columns)), strict=True):
            places[index] = places[index] or found
    row_totals = _sums_up(rows, columns)
    for index, row in enumerate(rows):
        alone = options_by_row([worth(text) for text in row.values], columns, row_totals)
        places[index] = places[index] or _outcome(row, columns, heading) or alone
    return places


def _parts(rows: Sequence[_Labelled], columns: int) -> list[tuple[int, int, int]]:
    """The stretches of rows that a total row sums: first, end and the total."""
    parts = []
    first = 0
    for index, row in enumerate(rows):
        if begins_with(row.label, "adds") and len(row.values) == columns:
            end = index + 1
            while end < len(rows) and rows[end].early:  # printed out of order, after the total
                end += 1
            parts.append((first, end, index))
            first = end
    return parts


def _sums_up(rows: Sequence[_Labelled], columns: int) -> bool:
    """Whether the last column is the sum of the others, in most full rows (a cumulative row has no sum)."""
    full = [[worth(text) for text in row.values] for row in rows if len(row.values) == columns]
    agree = sum(abs(sum(row[:-1]) - row[-1]) <= columns / 2 for row in full)
    return columns > 2 and agree > 1 and agree * 2 > len(full)


def _outcome(row: _Labelled, columns: int, heading: Sequence[Row]) -> set[Placement]:
    """A result row prints one figure for each group of columns: it stands under the group's saldo."""
    if not heading or not OUTCOME.search(row.label):
        return set()
    saldi = [column - 1 for column, cell in sorted(heading[-1].items()) if column and is_only(cell.text, "saldo")]
    if len(row.values) == len(saldi) + 1 and NUMBER_OF_LABEL.match(row.values[0]):  # 'Resultaat programma 3'
        row.label = f"{row.label} {row.values.pop(0)}"
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
