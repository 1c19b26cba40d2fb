"""Where in the lines of a heading one level ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.language.asking import is_period
from tasks.structure.page.boxes import Box, hull
from tasks.structure.page.clusters import Column
from tasks.structure.page.groups import group_starts
from tasks.structure.page.phrases import Phrase

FLUSH = 0.35  # em that two lines of one heading differ at the edge that they share
EXACT = 0.3  # em that a heading stands off the edge or the middle that it is set to
TOUCH = 1.0  # points: so near, a heading stands beside its column


def new_level(above: Sequence[Phrase], line: Sequence[Phrase], columns: Sequence[Column]) -> bool:
    """Whether a line begins headings of their own, and does not wrap those above it.

    It does where one heading above stands over several of it, and where it counts years or the same names over and
    over with nothing above most of them.
    """
    over = [phrase for phrase in above if phrase.box.x1 > columns[0].x1]
    below = [phrase for phrase in line if phrase.box.x1 > columns[0].x1]
    if any(sum(wide.box.over(narrow.box) > 0 for narrow in below) > 1 for wide in over):
        return True
    bare = sum(not any(phrase.box.over(narrow.box) > 0 for phrase in over) for narrow in below)
    again = 0 < _repeats([phrase.text for phrase in below]) <= len(over)
    if len(below) < 2 or not over or 2 * bare < len(below) or _begin_below(over, below):
        return False
    if all(is_period(phrase.text) for phrase in over) and not any(is_period(phrase.text) for phrase in below):
        return True
    return again or (all(is_period(phrase.text) for phrase in below) and _may_span(over, below))


def stand_between(above: Sequence[Phrase], below: Sequence[Phrase], columns: Sequence[Column]) -> bool:
    """Whether headings stand over groups of as many columns each, in the middle, in line with no heading below."""
    held = [[phrase.box for phrase in below if place_over(phrase.box, columns) == at] for at in range(len(columns))]
    figures = [hull([Box(c.x0, 0, c.x1, 0), *boxes]) for c, boxes in zip(columns, held, strict=True) if c.figures]
    over = [phrase for phrase in above if phrase.box.x1 > columns[0].x1]
    size = len(figures) // len(over) if over else 0
    if size < 2 or size * len(over) != len(figures) or any(_in_line(phrase, low) for phrase in over for low in below):
        return False
    groups = [(figures[at].x0, figures[at + size - 1].x1) for at in range(0, len(figures), size)]
    return all(
        abs(phrase.box.centre - (x0 + x1) / 2) < (x1 - x0) / (2 * size)
        for phrase, (x0, x1) in zip(over, groups, strict=True)
    )


def _may_span(over: Sequence[Phrase], below: Sequence[Phrase]) -> bool:
    """Whether headings can stand at the left of groups of years, or alike over groups of as many each.

    Where the first year has none above it, and no even groups fit, each is of the one year that it stands above; the
    same heading twice is of two years, too.
    """
    size = len(below) // len(over)
    if size > 1 and size * len(over) == len(below):
        groups = [below[at : at + size] for at in range(0, len(below), size)]
        boxes = [hull(phrase.box for phrase in group) for group in groups]
        distinct = all(len({phrase.text for phrase in group}) == size for group in groups)
        if distinct and all(off_group(p.box, box) <= 2 * FLUSH * p.size for p, box in zip(over, boxes, strict=True)):
            return True
    again = any(left.text == right.text for left, right in pairwise(over))
    return over[0].box.over(below[0].box) > 0 and not again


def off_group(heading: Box, group: Box) -> float:
    """How far a heading stands from the left edge, the right edge or the middle of a group, whichever is nearest."""
    return min(abs(heading.x0 - group.x0), abs(heading.x1 - group.x1), abs(heading.centre - group.centre))


def really_over(heading: Box, strips: Sequence[Box], size: float) -> tuple[int, int]:
    """The first and last of the strips that a heading stands over.

    It is all of them where it stands at an edge or in the middle of them; else those below it, where there are several
    and it is in the middle or at an edge of these.
    """
    below = [at for at, strip in enumerate(strips) if heading.over(strip) > 0]
    every = (0, len(strips) - 1)
    if len(below) < 2 or len(below) == len(strips):
        return every
    part = off_group(heading, hull(strips[below[0] : below[-1] + 1]))
    whole = off_group(heading, hull(strips))
    return every if whole <= max(part, EXACT * size) or part > size else (below[0], below[-1])


def _in_line(phrase: Phrase, lower: Phrase) -> bool:
    """Whether two lines of a heading share an edge or the middle."""
    one, other = phrase.box, lower.box
    offs = (one.x0 - other.x0, one.x1 - other.x1, one.centre - other.centre)
    return min(map(abs, offs)) < FLUSH * phrase.size


def _begin_below(over: Sequence[Phrase], below: Sequence[Phrase]) -> bool:
    """Whether all that a line holds are first words of headings that go on below them, flush with them on the right.

    They go on with a small letter; or there is only one, and it does not stand at the left as one over many may.
    """
    ends = [[low for low in below if abs(phrase.box.x1 - low.box.x1) < FLUSH * phrase.size] for phrase in over]
    if not all(ends):
        return False
    left = abs(over[0].box.x0 - ends[0][0].box.x0) < FLUSH * over[0].size
    return all(end[0].text[0].islower() for end in ends) or (len(over) == 1 and not left)


def _repeats(texts: Sequence[str]) -> int:
    """How many times the same headings come, in groups of one size; only the last one may stop early."""
    starts = group_starts(texts)
    size = starts[1] if len(starts) > 1 else 0
    if size < 2 or starts != list(range(0, len(texts), size)):
        return 0
    tail = list(texts[starts[-1] :])
    whole = len(tail) == size or (len(tail) > 1 and tail == list(texts[: len(tail)]))
    return len(starts) if whole else 0


def place_over(box: Box, columns: Sequence[Column]) -> int:
    """The column that shares most with a box; else the one in whose cell, up to the column before, it stands."""
    shares = [min(box.x1, column.x1) - max(box.x0, column.x0) for column in columns]
    best = max(range(len(columns)), key=lambda index: shares[index])
    if shares[best] > -TOUCH:
        return best
    return next((index for index, column in enumerate(columns) if box.centre <= column.x1), len(columns) - 1)
