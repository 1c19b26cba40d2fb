"""The headings of a table whose boxes are drawn: a box says which columns what is printed in it stands over.

A box over one column holds one heading, on however many lines. One over several columns holds a heading over all of
them, and below that, where nothing parts them, those of each column.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.structure.page.boxes import Box, hull
from tasks.structure.page.clusters import Column
from tasks.structure.page.heads import Head, leaves
from tasks.structure.page.levels import off_group, place_over
from tasks.structure.page.phrases import Phrase
from tasks.structure.page.rules import Rule
from tasks.structure.page.walls import walls_at

OFF = 1.5  # em that a heading over several columns may stand off their middle or edges
Lines = Sequence[Sequence[Phrase]]


@dataclass
class Filled:
    """A box, the columns that it stands over, and the headings in it, line by line."""

    first: int
    last: int
    lines: list[list[Phrase]] = field(default_factory=list)


def boxed_levels(
    lines: Lines, columns: Sequence[Column], boxes: Sequence[Box], rules: Sequence[Rule] = ()
) -> list[list[Head]]:
    """The headings by their boxes, from the highest level to the lowest; nothing where one over figures has none.

    Where vertical rules are given, a box goes from one that stands beside the heading to the next.
    """
    filled: dict[Box, Filled] = {}
    for line in lines:
        on_line: dict[Box, list[Phrase]] = {}
        for phrase in line:
            box = _box_of(phrase, boxes)
            box = _between(box, phrase, rules) if box else _corner(phrase, columns)
            if box is None:
                return []
            on_line.setdefault(box, []).append(phrase)
        for box, phrases in on_line.items():
            filled.setdefault(box, Filled(*_span(box, phrases, columns))).lines.append(phrases)
    heads = [_heads(box, held, columns) for box, held in filled.items()]
    return _levels([head for held in heads for head in held]) if len(filled) > 1 and all(heads) else []


def _box_of(phrase: Phrase, boxes: Sequence[Box]) -> Box | None:
    """The smallest box around the middle of a phrase."""
    centre, middle = phrase.box.centre, phrase.box.middle
    around = [box for box in boxes if box.x0 <= centre <= box.x1 and box.top <= middle <= box.bottom]
    return min(around, key=lambda box: (box.x1 - box.x0) * box.height, default=None)


def _between(box: Box, phrase: Phrase, rules: Sequence[Rule]) -> Box:
    """A box as wide as the rules beside a phrase let it be: one that begins below it does not part what it heads."""
    walls = walls_at(rules, phrase.box.middle)
    at = bisect(walls, phrase.box.centre)
    if not 0 < at < len(walls):
        return box
    return box._replace(x0=walls[at - 1], x1=walls[at])


def _corner(phrase: Phrase, columns: Sequence[Column]) -> Box | None:
    """A place for what stands above the labels without a box."""
    place = place_over(phrase.box, columns)
    if any(column.figures for column in columns[: place + 1]):
        return None
    return Box(columns[place].x0, 0.0, columns[place].x1, 0.0)


def _span(box: Box, phrases: Sequence[Phrase], columns: Sequence[Column]) -> tuple[int, int]:
    over = [at for at, column in enumerate(columns) if box.x0 <= (column.x0 + column.x1) / 2 <= box.x1]
    if over:
        return over[0], over[-1]
    place = place_over(hull(phrase.box for phrase in phrases), columns)
    return place, place


def _heads(box: Box, held: Filled, columns: Sequence[Column]) -> list[Head]:
    """The headings in one box; nothing where it has several side by side, and not one for each of its columns."""
    if held.first == held.last:
        return [Head([phrase for line in held.lines for phrase in line], held.first, held.last)]
    upper: list[Phrase] = []
    lower = list(held.lines)
    while lower and len(lower[0]) == 1 and _spans(lower[0][0], box):
        upper += lower.pop(0)
    if lower and max(map(len, lower)) != held.last - held.first + 1:
        return []
    over = [Head(upper, held.first, held.last)] if upper else []
    return [*over, *(leaves(lower, columns) if lower else [])]


def _spans(phrase: Phrase, box: Box) -> bool:
    return off_group(phrase.box, box) <= OFF * phrase.size


def _levels(heads: Sequence[Head]) -> list[list[Head]]:
    """The headings in rows: each below those over its columns."""
    rows: list[list[Head]] = []
    for head in sorted(heads, key=lambda head: (head.box.top, head.first)):
        above = [at for at, row in enumerate(rows) if any(_shares(head, other) for other in row)]
        at = above[-1] + 1 if above else 0
        if at == len(rows):
            rows.append([])
        rows[at].append(head)
    return [sorted(row, key=lambda head: head.first) for row in rows]


def _shares(head: Head, other: Head) -> bool:
    return head.first <= other.last and other.first <= head.last
