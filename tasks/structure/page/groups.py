"""Over which columns the headings of groups stand, where nothing is drawn that says it.

Headings of groups stand at the left, at the right or in the middle of their groups, all alike; the headings below
them may begin again with each group. Where groups of other sizes would fit as well, the columns that they differ on
have no heading of a group: what is not known stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import comb
from statistics import median

from tasks.language.patterns import YEAR
from tasks.structure.page.boxes import Box

YEARS = re.compile(YEAR)
MOST_PARTITIONS = 5000  # of columns into groups; beyond it headings are taken in order
AS_WELL = 0.6  # em per group that other groups may fit worse and still be possible
CLEARLY = 1.0  # em per group that other groups must fit better than those that begin with one name
OUTSIDE = 10.0  # times that a heading beside its group weighs more than one off its middle
OFF = 0.25  # of how far headings stand off alike: it tells less than how far they differ

Strip = tuple[float, float]
Span = tuple[int, int]
Starts = tuple[int, ...]


def group_starts(headings: Sequence[str]) -> list[int]:
    """The first column of each group: where the first heading comes again, or the years start over."""
    starts = [0]
    for index, text in enumerate(headings[1:], start=1):
        again = text == headings[0]
        before, here = YEARS.findall(headings[index - 1]), YEARS.findall(text)
        earlier = bool(before and here and here[0] < before[-1] and len(text) == len(here[0]))
        if earlier if here else again:
            starts.append(index)
    return starts


def spans_of(boxes: Sequence[Box], strips: Sequence[Strip], named: Sequence[int], texts: Sequence[str]) -> list[Span]:
    """The first and last column of each group, given where the lower headings begin again."""
    count, groups = len(strips), len(boxes)
    again = len(named) == groups
    size = median(box.height for box in boxes)
    if groups > count or comb(count - 1, groups - 1) > MOST_PARTITIONS:
        return _spans(named if again else [min(at, count - 1) for at in range(groups)], count)
    if again and _is_periodic(named, texts):
        return _spans(named, count)
    fits = {starts: _misfit(starts, boxes, strips) for starts in _partitions(count, groups)}
    best = min(fits, key=lambda starts: fits[starts])
    if again and fits[tuple(named)] - fits[best] <= CLEARLY * groups * size:
        return _spans(named, count)
    even = tuple(range(0, count, count // groups))
    if even in fits and fits[even] <= fits[best] + AS_WELL * size:  # groups of one size prove each other
        return _spans(even, count)
    return _agreed([_spans(starts, count) for starts, misfit in fits.items() if misfit <= fits[best] + AS_WELL * size])


def _partitions(count: int, groups: int) -> list[Starts]:
    return [(0, *cuts) for cuts in combinations(range(1, count), groups - 1)]


def _spans(starts: Sequence[int], count: int) -> list[Span]:
    ends = [*(start - 1 for start in starts[1:]), count - 1]
    return [(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def _agreed(possible: Sequence[Sequence[Span]]) -> list[Span]:
    """What of each group all possible divisions agree on; a group without such a column ends before it begins."""
    found = [
        (max(first for first, _ in spans), min(last for _, last in spans)) for spans in zip(*possible, strict=True)
    ]
    return found if all(first <= last for first, last in found) else []


def _is_periodic(starts: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether each group has the lower headings of the first one; the last of many may stop early."""
    edges = [*starts, len(texts)]
    parts = [list(texts[start:end]) for start, end in pairwise(edges)]
    early = len(parts) > 2 and len(parts[-1]) > 1 and parts[-1] == parts[0][: len(parts[-1])]
    return all(part == parts[0] for part in parts[1:-1]) and (early or parts[-1] == parts[0])


def _misfit(starts: Starts, boxes: Sequence[Box], strips: Sequence[Strip]) -> float:
    """How far headings stand from where their groups would have them, in the way that fits best."""
    ends = [*(start - 1 for start in starts[1:]), len(strips) - 1]
    narrow = [(strips[start][0], strips[end][1]) for start, end in zip(starts, ends, strict=True)]
    wide = [(cell_start(strips, start), strips[end][1]) for start, end in zip(starts, ends, strict=True)]
    return min(_off(boxes, narrow), _off(boxes, wide))


def cell_start(strips: Sequence[Strip], at: int) -> float:
    """Where the cells of a column begin: where those of the one before it end."""
    if at:
        return min(strips[at - 1][1], strips[at][0])
    widths = [right[1] - left[1] for left, right in pairwise(strips)]
    return min(strips[0][0], strips[0][1] - median(widths)) if widths else strips[0][0]


def _off(boxes: Sequence[Box], groups: Sequence[Strip]) -> float:
    outside = sum(max(0.0, x0 - box.x1, box.x0 - x1) for box, (x0, x1) in zip(boxes, groups, strict=True))
    lefts = [box.x0 - x0 for box, (x0, _) in zip(boxes, groups, strict=True)]
    rights = [box.x1 - x1 for box, (_, x1) in zip(boxes, groups, strict=True)]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return OUTSIDE * outside + min(map(_spread, (lefts, rights, middles)))


def _spread(gaps: Sequence[float]) -> float:
    usual = median(gaps)
    return sum(abs(gap - usual) + OFF * abs(gap) for gap in gaps)
