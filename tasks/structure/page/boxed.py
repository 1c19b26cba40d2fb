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


@dataclass(frozen=True)
class Ground:
    """What is drawn where headings stand: boxes, the vertical rules beside them, and rules of their own below them."""

    boxes: Sequence[Box]
    walls: Sequence[Rule] = ()
    strokes: Sequence[Rule] = ()


def boxed_levels(lines: Lines, columns: Sequence[Column], ground: Ground) -> list[list[Head]]:
    """The headings by their boxes, from the highest level to the lowest; nothing where these do not say it.

    Where there are walls, a box goes from the one beside the heading to the next. What stands below all boxes without
    one of its own heads one column.
    """
    filled: dict[Box, Filled] = {}
    loose: list[list[Phrase]] = []
    for line in lines:
        placed = [(phrase, _place(phrase, line, columns, ground)) for phrase in line]
        loose.append([phrase for phrase, box in placed if box is None])
        on_line: dict[Box, list[Phrase]] = {}
        for phrase, box in placed:
            if box is not None:
                on_line.setdefault(box, []).append(phrase)
        for box, phrases in on_line.items():
            filled.setdefault(box, Filled(*_span(box, phrases, columns))).lines.append(phrases)
    heads = [_heads(box, held, columns) for box, held in filled.items()]
    lowest = max((box.bottom for box in filled), default=0.0)
    free = [line for line in loose if line]
    boxes = [box for box in filled if box.height]
    if any(phrase.box.middle < lowest for line in free for phrase in line) or not all(heads):
        return []
    if len(boxes) + bool(free) < 2 or not boxes:
        return []
    return _levels([head for held in [*heads, leaves(free, columns) if free else []] for head in held])


def _place(phrase: Phrase, line: Sequence[Phrase], columns: Sequence[Column], ground: Ground) -> Box | None:
    box = _box_of(phrase, ground.boxes)
    if box:
        return _between(box, phrase, ground.walls)
    return _corner(phrase, columns) or _over_stroke(phrase, line, ground.strokes)


def _over_stroke(phrase: Phrase, line: Sequence[Phrase], strokes: Sequence[Rule]) -> Box | None:
    """The width of a rule right below a phrase that is longer than it, and of no other on its line."""
    box, em = phrase.box, phrase.size
    for rule in strokes:
        under = -0.3 * em <= rule.at - box.bottom <= 0.6 * em
        if under and rule.start <= box.x0 + 1 and rule.end >= box.x1 - 1:
            alone = all(other is phrase or other.box.x0 > rule.end or other.box.x1 < rule.start for other in line)
            return Box(rule.start, box.top, rule.end, max(rule.at, box.bottom)) if alone else None
    return None


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
    figures = sum(column.figures for column in columns[held.first : held.last + 1])
    over = max((sum(columns[place_over(p.box, columns)].figures for p in line) for line in lower), default=0)
    if lower and over != figures:
        return []
    above = [Head(upper, held.first, held.last)] if upper else []
    return [*above, *(leaves(lower, columns) if lower else [])]


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
