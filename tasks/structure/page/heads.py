"""The headings of a table that no rules draw: levels, the columns each heading stands over, wrapped lines joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.structure.page.boxes import Box, hull
from tasks.structure.page.clusters import Column
from tasks.structure.page.groups import cell_start, group_starts, spans_of
from tasks.structure.page.levels import EXACT, new_level, off_group, place_over, really_over, stand_between
from tasks.structure.page.phrases import PageLine, Phrase, split_wide

APART = 0.45  # em between the words of two headings


@dataclass(eq=False)
class Head:
    """A heading with the columns it stands over; one that is not sure may stand over them, and another as well."""

    phrases: list[Phrase]
    first: int
    last: int
    sure: bool = True

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
    found = [Head(held, (at := place_over(held[0].box, columns)), at) for held in corners]
    return found + (_groups(over, figures, columns) if over else [])


def _stacked(lines: Sequence[Sequence[Phrase]]) -> list[list[Phrase]]:
    stacks: list[list[Phrase]] = []
    for phrase in (phrase for line in lines for phrase in line):
        above = [stack for stack in stacks if stack[-1].box.over(phrase.box) > 0 and stack[-1] is not phrase]
        if above and phrase.box.top > above[0][-1].box.top:
            above[0].append(phrase)
        else:
            stacks.append([phrase])
    return sorted(stacks, key=lambda stack: stack[0].box.x0)


def _groups(over: Sequence[list[Phrase]], figures: Sequence[Head], columns: Sequence[Column]) -> list[Head]:
    """The spanning headings with their columns: where the lower headings begin again, else by edges."""
    starts = group_starts([head.text for head in figures])
    boxes = [hull(phrase.box for phrase in held) for held in over]
    strips = [_strip(head, columns) for head in figures]
    if len(over) == 1 and (len(starts) > 1 or len(figures) == len(columns) - 1):
        spans = [(0, len(figures) - 1)]
    else:
        spans = spans_of(boxes, [(strip.x0, strip.x1) for strip in strips], starts, [head.text for head in figures])
    sure = {at for first, last in spans for at in range(first, last + 1)}
    lost = [held for held, (first, last) in zip(over, spans, strict=True) if first > last]
    doubtful = [Head([], head.first, head.last, sure=False) for at, head in enumerate(figures) if at not in sure]
    for head, held in zip(doubtful, lost, strict=False):
        head.phrases += held
    if len(spans) == 1 or len({end - start for start, end in spans}) > 1:  # groups of one size prove each other
        spans = [_within(box, span, strips, held[0].size) for box, span, held in zip(boxes, spans, over, strict=True)]
    placed = [(held, span) for held, span in zip(over, spans, strict=True) if span[0] <= span[1]]
    return [Head(held, figures[start].first, figures[end].last) for held, (start, end) in placed] + doubtful


def _within(box: Box, span: tuple[int, int], strips: Sequence[Box], size: float) -> tuple[int, int]:
    """The part of a group that its heading really stands over."""
    if span[0] > span[1]:
        return span
    held = strips[span[0] : span[1] + 1]
    start = cell_start([(strip.x0, strip.x1) for strip in strips], span[0])
    if off_group(box, hull(held)._replace(x0=start)) <= EXACT * size:
        return span
    first, last = really_over(box, held, size)
    return span[0] + first, span[0] + last


def _strip(head: Head, columns: Sequence[Column]) -> Box:
    """What a column takes of the width, with its heading."""
    column = columns[head.first]
    return head.box._replace(x0=min(head.box.x0, column.x0), x1=max(head.box.x1, column.x1))
