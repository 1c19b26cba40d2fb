"""What is drawn on a page: rules and filled boxes, and the lattices that crossing rules make."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.structure.page.boxes import Box
from tasks.structure.page.once import once

THIN = 2.5  # points: thicker is no rule
SHORTEST = 4.0  # points: shorter is a tick or a dot
TOUCH = 2.5  # points between the ends of rules that meet
GAP = 0.6  # points between two rules of their own
LOWEST = 5.0  # points: a cell that is lower or narrower holds no text
EDGE = 1.0  # points within its edges that a fill must reach to hide a rule: at its edge a rule is its border


class Rule(NamedTuple):
    """A drawn line: `at` is its height (or its place from the left), between `start` and `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Drawing:
    """The boxes of everything drawn on a page, in the order of drawing: rules are thin ones."""

    boxes: tuple[Box, ...]
    stroked: tuple[Box, ...] = ()  # drawn as an outline: its edges are rules

    @once
    def horizontal(self) -> list[Rule]:
        """The horizontal rules from top to bottom, pieces joined."""
        flat = {
            place: Rule(box.middle, box.x0, box.x1)
            for place, box in enumerate(self.boxes)
            if box.height <= THIN and box.x1 - box.x0 >= SHORTEST
        }
        covers = [Cover(place, box.top, box.bottom, box.x0, box.x1) for place, box in self._numbered]
        edges = [Rule(at, box.x0, box.x1) for box in self.stroked for at in (box.top, box.bottom)]
        return joined(_uncovered(flat, covers) + edges)

    @once
    def strokes(self) -> list[Rule]:
        """The horizontal rules as they are drawn: what leaves a gap between is not joined."""
        flat = [box for box in self.boxes if box.height <= THIN and box.x1 - box.x0 >= SHORTEST]
        return joined((Rule(box.middle, box.x0, box.x1) for box in flat), GAP)

    @once
    def vertical(self) -> list[Rule]:
        """The vertical rules from left to right, pieces joined."""
        upright = {
            place: Rule(box.centre, box.top, box.bottom)
            for place, box in enumerate(self.boxes)
            if box.x1 - box.x0 <= THIN and box.height >= SHORTEST
        }
        covers = [Cover(place, box.x0, box.x1, box.top, box.bottom) for place, box in self._numbered]
        edges = [Rule(at, box.top, box.bottom) for box in self.stroked for at in (box.x0, box.x1)]
        return joined(_uncovered(upright, covers) + edges)

    @once
    def fills(self) -> list[Box]:
        """Filled boxes that may be the ground of a cell or a row."""
        return [box for _, box in self._numbered]

    @once
    def _numbered(self) -> list[tuple[int, Box]]:
        """The fills with their place in the order of drawing."""
        return [(at, box) for at, box in enumerate(self.boxes) if box.height > THIN and box.x1 - box.x0 > THIN]

    @once
    def separators(self) -> list[Rule]:
        """The heights at which rows may end: rules, and the edges of fills."""
        edges = [Rule(at, box.x0, box.x1) for box in self.fills for at in (box.top, box.bottom)]
        return joined([*self.horizontal, *edges])


class Cover(NamedTuple):
    """A fill that may hide rules drawn before it: between `low` and `high` across them, from `start` to `end`."""

    place: int
    low: float
    high: float
    start: float
    end: float


def _uncovered(rules: Mapping[int, Rule], covers: Iterable[Cover]) -> list[Rule]:
    """What is left of rules, by their place in the order of drawing, where fills were drawn over them."""
    left: dict[int, list[Rule]] = {}
    order = sorted((rule.at, place) for place, rule in rules.items())
    heights = [at for at, _ in order]
    for cover in covers:
        for at in range(bisect(heights, cover.low + EDGE), bisect(heights, cover.high - EDGE)):
            place = order[at][1]
            if place < cover.place:
                pieces = left.get(place, [rules[place]])
                left[place] = [part for piece in pieces for part in _beside(piece, cover)]
    return [part for place, rule in rules.items() for part in left.get(place, [rule])]


def _beside(rule: Rule, cover: Cover) -> list[Rule]:
    """The parts of a rule before and after a cover."""
    if rule.end <= cover.start or rule.start >= cover.end:
        return [rule]
    parts = [rule._replace(end=min(rule.end, cover.start)), rule._replace(start=max(rule.start, cover.end))]
    return [part for part in parts if part.end - part.start >= SHORTEST]


def joined(rules: Iterable[Rule], touch: float = TOUCH) -> list[Rule]:
    """Rules in order, pieces of one line that touch made one."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if levels and rule.at - levels[-1][0].at <= THIN / 2:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return [rule for level in levels for rule in _pieces(level, touch)]


def _pieces(level: Sequence[Rule], touch: float) -> Iterable[Rule]:
    at = sum(rule.at for rule in level) / len(level)
    spans = sorted((rule.start, rule.end) for rule in level)
    start, end = spans[0]
    for following in spans[1:]:
        if following[0] <= end + touch:
            end = max(end, following[1])
        else:
            yield Rule(at, start, end)
            start, end = following
    yield Rule(at, start, end)


class LatticeCell(NamedTuple):
    """One cell of a lattice with the rows and columns that it takes."""

    box: Box
    row: int
    column: int
    row_span: int
    column_span: int


def lattices(drawing: Drawing) -> list[list[LatticeCell]]:
    """The cells of every grid of crossing rules, from top to bottom."""
    found = []
    for across, upright in _groups(drawing.horizontal, drawing.vertical):
        ys, xs = _levels(across, TOUCH), _levels(upright, LOWEST)
        down = [rule._replace(at=max(x for x in xs if x <= rule.at)) for rule in upright]
        if len(ys) > 1 and len(xs) > 2:
            found.append(_cells(_with_ends(ys, down), xs, across, down))
    return sorted(found, key=lambda cells: (cells[0].box.top, cells[0].box.x0))


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The rules that meet each other, directly or through others."""
    group = list(range(len(across)))  # per horizontal rule
    of_down: list[int | None] = []
    for upright in down:
        met = [place for place, flat in enumerate(across) if _meet(flat, upright)]
        of_down.append(met[0] if met else None)
        merged = {group[place] for place in met}
        group = [min(merged) if held in merged else held for held in group]
    names = sorted(set(group))
    return [
        (
            [rule for rule, held in zip(across, group, strict=True) if held == name],
            [rule for rule, held in zip(down, of_down, strict=True) if held is not None and group[held] == name],
        )
        for name in names
    ]


def _meet(flat: Rule, upright: Rule) -> bool:
    beside = flat.start - TOUCH <= upright.at <= flat.end + TOUCH
    return beside and upright.start - TOUCH <= flat.at <= upright.end + TOUCH


def _levels(rules: Iterable[Rule], apart: float) -> list[float]:
    """Where rules stand; those nearer to each other are one, drawn a little off."""
    levels: list[float] = []
    for rule in rules:
        if not levels or rule.at - levels[-1] > apart:
            levels.append(rule.at)
    return levels


def _with_ends(ys: list[float], down: Iterable[Rule]) -> list[float]:
    """The levels with those at which vertical rules begin or end far from any: what they part has cells of its own."""
    ends = sorted(end for rule in down for end in (rule.start, rule.end) if ys[0] < end < ys[-1])
    for end in ends:
        at = bisect(ys, end)
        if end - ys[at - 1] >= LOWEST and ys[at] - end >= LOWEST:
            ys.insert(at, end)
    return ys


def _cells(ys: Sequence[float], xs: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> list[LatticeCell]:
    """The cells: neighbours that no rule parts are one cell."""
    flat, upright = [_at(y, across) for y in ys], [_at(x, down) for x in xs]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            centre = (xs[column] + xs[column + 1]) / 2
            owner[row, column] = (row, column)
            if column and not _drawn(upright[column], middle):
                owner[row, column] = owner[row, column - 1]
            elif row and not _drawn(flat[row], centre) and _as_above(upright[column : column + 2], ys, row):
                owner[row, column] = owner[row - 1, column]
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in owner.items():
        members.setdefault(first, []).append(place)
    return [_cell(first, places, ys, xs) for first, places in sorted(members.items())]


def _as_above(sides: Iterable[Sequence[Rule]], ys: Sequence[float], row: int) -> bool:
    """Whether the sides of a cell go on upward in those of the one above it."""
    middle, above = (ys[row] + ys[row + 1]) / 2, (ys[row - 1] + ys[row]) / 2
    return all(_drawn(side, middle) == _drawn(side, above) for side in sides)


def _at(level: float, rules: Iterable[Rule]) -> list[Rule]:
    """The rules that are drawn at one height, or one place from the left."""
    return [rule for rule in rules if abs(rule.at - level) <= TOUCH]


def _drawn(rules: Iterable[Rule], along: float) -> bool:
    return any(rule.start - TOUCH <= along <= rule.end + TOUCH for rule in rules)


def _cell(
    first: tuple[int, int], places: Sequence[tuple[int, int]], ys: Sequence[float], xs: Sequence[float]
) -> LatticeCell:
    rows, columns = places[-1][0] + 1, max(column for _, column in places) + 1  # they come row by row
    box = Box(xs[first[1]], ys[first[0]], xs[columns], ys[rows])
    return LatticeCell(box, *first, rows - first[0], columns - first[1])
