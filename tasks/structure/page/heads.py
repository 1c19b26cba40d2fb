"""The headings of a table that no rules draw: levels, the columns each heading stands over, wrapped lines joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import median

from tasks.structure.page.boxes import Box, hull
from tasks.structure.page.clusters import Column
from tasks.structure.page.levels import new_level, place_over, really_over, stand_between
from tasks.structure.page.phrases import PageLine, Phrase, split_wide
from tasks.structure.spaced.upper import group_starts

APART = 0.45  # em between the words of two headings
MOST_PARTITIONS = 5000  # of columns into groups; beyond it headings are taken in order


@dataclass(eq=False)
class Head:
    """A heading with the columns it stands over."""

    phrases: list[Phrase]
    first: int
    last: int

    @property
    def box(self) -> Box:
        """Around its phrases."""
        return hull(phrase.box for phrase in self.phrases)

    @property
    def text(self) -> str:
        """Its lines joined."""
        return " ".join(phrase.text for phrase in self.phrases)


def phrases_apart(lines: Sequence[PageLine], columns: Sequence[Column], *, spaces: bool = False) -> list[list[Phrase]]:
    """The phrases of headings, cut where two columns' names nearly touch; `spaces` where the table prints them."""
    return [[part for phrase in line.phrases for part in _apart(phrase, columns, spaces=spaces)] for line in lines]


def heading_levels(phrases: Sequence[Sequence[Phrase]], columns: Sequence[Column]) -> list[list[Head]]:
    """The headings from the highest level to the lowest, where nothing is drawn around them."""
    if not phrases:
        return []
    levels: list[list[Sequence[Phrase]]] = [[phrases[0]]]
    for at, lower in enumerate(phrases[1:], start=1):
        above, below = ([phrase for line in part for phrase in line] for part in (levels[-1], phrases[at:]))
        if new_level(above, lower, columns) or stand_between(above, below, columns):
            levels.append([])
        levels[-1].append(lower)
    lowest = leaves(levels[-1], columns)
    return [*(_spanning(level, lowest, columns) for level in levels[:-1]), lowest]


def _apart(phrase: Phrase, columns: Sequence[Column], *, spaces: bool) -> list[Phrase]:
    over = sum(phrase.box.over(Box(column.x0, 0, column.x1, 0)) > 0 for column in columns)
    if over < 2:
        return [phrase]
    return split_wide(phrase, APART, [column.x1 for column in columns if column.figures], spaces=spaces)


def leaves(lines: Sequence[Sequence[Phrase]], columns: Sequence[Column]) -> list[Head]:
    """The lowest headings: one to a column, their lines joined."""
    heads: dict[int, Head] = {}
    for line in lines:
        for phrase, place in zip(line, _places(line, columns), strict=True):
            under = [head for head in heads.values() if head.box.over(phrase.box) > 0]
            at = under[0].first if len(under) == 1 else place
            heads.setdefault(at, Head([], at, at)).phrases.append(phrase)
    return [heads[place] for place in sorted(heads)]


def _places(line: Sequence[Phrase], columns: Sequence[Column]) -> list[int]:
    """The column of each heading: in order where there is one for each column, else the nearest."""
    figures = [index for index, column in enumerate(columns) if column.figures]
    every = list(range(len(columns)))
    for candidates in (every, every[1:], figures):
        corner = [p for p in line if candidates and p.box.x1 < columns[candidates[0]].x0 and p.box.x0 <= columns[0].x1]
        rest = line[len(corner) :]
        ordered = corner or candidates is every or _right_of(rest, columns)
        if candidates and len(rest) == len(candidates) and ordered and _may_stand(rest, candidates, columns):
            return [*(place_over(p.box, columns) for p in corner), *candidates]
    return [place_over(phrase.box, columns) for phrase in line]


def _may_stand(line: Sequence[Phrase], places: Sequence[int], columns: Sequence[Column]) -> bool:
    """Whether no heading stands over another column than the one it is given."""
    strips = [Box(column.x0, 0, column.x1, 0) for column in columns]
    return not any(
        phrase.box.over(strips[place]) <= 0 and any(phrase.box.over(strip) > 0 for strip in strips)
        for phrase, place in zip(line, places, strict=True)
    )


def _right_of(line: Sequence[Phrase], columns: Sequence[Column]) -> bool:
    """Whether headings stand right of the labels in the first column."""
    return not columns[0].figures and line[0].box.x0 > columns[0].x0 + line[0].size


def _spanning(lines: Sequence[Sequence[Phrase]], lowest: Sequence[Head], columns: Sequence[Column]) -> list[Head]:
    """Headings over groups of columns: each stands over its group, wherever in it it is printed."""
    figures = [head for head in lowest if columns[head.first].figures]
    heads = _stacked(lines)
    if not figures:
        return [Head(held, place_over(held[0].box, columns), place_over(held[0].box, columns)) for held in heads]
    left = columns[figures[0].first - 1].x1 if figures[0].first else columns[0].x0
    corners = [held for held in heads if held[0].box.x1 <= left or held[0].box.x0 < columns[0].x0 + 1]
    over = [held for held in heads if held not in corners]
    groups = _groups(over, figures, columns)
    found = [Head(held, (at := place_over(held[0].box, columns)), at) for held in corners]
    return found + [Head(held, first, last) for held, (first, last) in zip(over, groups, strict=True)]


def _stacked(lines: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    stacks: list[list[Phrase]] = []
    for phrase in (phrase for line in lines for phrase in line):
        above = [stack for stack in stacks if stack[-1].box.over(phrase.box) > 0 and stack[-1] is not phrase]
        if above and phrase.box.top > above[0][-1].box.top:
            above[0].append(phrase)
        else:
            stacks.append([phrase])
    return sorted(stacks, key=lambda stack: stack[0].box.x0)


def _groups(
    over: Sequence[Sequence[Phrase]], figures: Sequence[Head], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    """The first and last column of each spanning heading: where the lower headings begin again, else by edges."""
    if not over:
        return []
    starts = group_starts([head.text for head in figures])
    boxes = [hull(phrase.box for phrase in held) for held in over]
    if len(over) == 1 and (len(starts) > 1 or len(figures) == len(columns) - 1):
        starts = [0]
    elif len(starts) != len(over):
        starts = _best_starts(boxes, figures, columns)
    ends = [*(start - 1 for start in starts[1:]), len(figures) - 1]
    spans = [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]
    if len(spans) == 1 or len({end - start for start, end in spans}) > 1:  # groups of one size prove each other
        strips = [_strip(head, columns) for head in figures]
        spans = [_within(box, span, strips, held[0].size) for box, span, held in zip(boxes, spans, over, strict=True)]
    return [(figures[start].first, figures[end].last) for start, end in spans]


def _within(box: Box, span: tuple[int, int], strips: Sequence[Box], size: float) -> tuple[int, int]:
    first, last = really_over(box, strips[span[0] : span[1] + 1], size)
    return span[0] + first, span[0] + last


def _strip(head: Head, columns: Sequence[Column]) -> Box:
    """What a column takes of the width, with its heading."""
    column = columns[head.first]
    return head.box._replace(x0=min(head.box.x0, column.x0), x1=max(head.box.x1, column.x1))


def _best_starts(boxes: Sequence[Box], figures: Sequence[Head], columns: Sequence[Column]) -> list[int]:
    """Where the groups begin: the headings stand at the left, at the right or in the middle of them, all alike."""
    count = len(figures)
    strips = [(strip.x0, strip.x1) for strip in (_strip(head, columns) for head in figures)]
    if len(boxes) > count or comb(count - 1, len(boxes) - 1) > MOST_PARTITIONS:
        return [min(at, count - 1) for at in range(len(boxes))]
    partitions = [[0, *cuts] for cuts in combinations(range(1, count), len(boxes) - 1)]
    return min(partitions, key=lambda starts: _misfit(starts, boxes, strips))


def _misfit(starts: Sequence[int], boxes: Sequence[Box], strips: Sequence[tuple[float, float]]) -> float:
    """How far headings stand from where their groups would have them, in the way that fits best."""
    ends = [*(start - 1 for start in starts[1:]), len(strips) - 1]
    spans = [(strips[start][0], strips[end][1]) for start, end in zip(starts, ends, strict=True)]
    outside = sum(max(0.0, x0 - box.x1, box.x0 - x1) for box, (x0, x1) in zip(boxes, spans, strict=True))
    lefts = [box.x0 - x0 for box, (x0, _) in zip(boxes, spans, strict=True)]
    rights = [box.x1 - x1 for box, (_, x1) in zip(boxes, spans, strict=True)]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return 10 * outside + min(map(_spread, (lefts, rights, middles)))


def _spread(gaps: Sequence[float]) -> float:
    usual = median(gaps)
    return sum(abs(gap - usual) + 0.25 * abs(gap) for gap in gaps)
