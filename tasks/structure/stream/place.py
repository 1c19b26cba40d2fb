"""Which columns the cells of a short row stand in, where what must add up proves it.

A web page flattened to one cell a line loses its blank cells, so that a row may have fewer values than its table
has columns. Such a row is placed only where the printed sums leave one way to place it; a dash counts as nothing
booked and weighs the same as a blank cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, prod

from tasks.language.sums import BATEN, LASTEN, TOTAL

MOST_WAYS = 4_000  # to place the short rows of one sum: beyond that nothing is proven in reasonable time
MARGIN = 2.0  # how much worse, in printed units, the next best way must be
Columns = tuple[int, ...]
Vector = tuple[float, ...]
Ways = dict[Vector, Columns]
Rule = tuple[int, int, int, int, int]  # columns a, b, c and the signs of a and b


@dataclass(frozen=True, slots=True)
class Summand:
    """A row as arithmetic sees it: its label, the group it stands in and what its values are worth."""

    label: str
    values: Vector
    group: int = 0

    @property
    def is_total(self) -> bool:
        """Whether the label says that the row sums others."""
        return TOTAL.search(self.label) is not None


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows that come to nothing when added with their signs."""

    rows: tuple[int, ...]
    signs: tuple[int, ...]


def columns_of(rows: Sequence[Summand], width: int) -> list[Columns | None]:
    """The columns of every row's values, None where nothing proves them."""
    placed: list[Columns | None] = [_certain(row, width) for row in rows]
    ways = {index: _ways(row.values, width) for index, row in enumerate(rows) if placed[index] is None}
    if any(ways.values()):
        for candidate in _sums(rows):
            _prove(candidate, rows, ways, placed)
        rules = list(_rules([row.values for row in rows if len(row.values) == width], width))
        for index, options in ways.items():
            if placed[index] is None:
                placed[index] = _by_columns(options, rules)
    return placed


def _certain(row: Summand, width: int) -> Columns | None:
    """The place of a full row, and of dashes: nothing booked, whichever column is blank."""
    if len(row.values) == width or (len(row.values) < width and not any(row.values)):
        return tuple(range(len(row.values)))
    return None


def is_difference(baten: Vector, lasten: Vector, saldo: Vector) -> bool:
    """Whether the third row is baten - lasten, or their sum in a column of differences, in most columns."""
    columns = list(zip(baten, lasten, saldo, strict=True))
    telling = [_close(b - cost, s) or _close(b + cost, s) for b, cost, s in columns if cost or s]
    return bool(telling) and 4 * sum(telling) >= 3 * len(telling)


def _close(computed: float, printed: float) -> bool:
    return abs(computed - printed) <= MARGIN


def _sums(rows: Sequence[Summand]) -> Iterator[Sum]:
    """The sums that the labels promise: a total of the rows above it, saldo of baten and lasten."""
    for index, row in enumerate(rows):
        if index >= 2:
            yield from _differences(rows, index)
        if row.is_total:
            for parts in _parts(rows, index):
                yield Sum((*parts, index), (1,) * len(parts) + (-1,))


def _differences(rows: Sequence[Summand], index: int) -> Iterator[Sum]:
    first, second = rows[index - 2].label, rows[index - 1].label
    if BATEN.match(first) and LASTEN.match(second):
        yield Sum((index - 2, index - 1, index), (1, -1, -1))
    if LASTEN.match(first) and BATEN.match(second):
        yield Sum((index - 2, index - 1, index), (-1, 1, -1))


def _parts(rows: Sequence[Summand], index: int) -> Iterator[tuple[int, ...]]:
    """What a total may sum, the nearest first: since the last total, its own group, all details, all totals."""
    above = range(index)
    last_total = max((i for i in above if rows[i].is_total), default=-1)
    details = tuple(i for i in above if not rows[i].is_total)
    ways = (
        tuple(range(last_total + 1, index)),
        tuple(i for i in details if rows[i].group == rows[index - 1].group),
        details,
        tuple(i for i in above if rows[i].is_total),
    )
    seen = set()
    for way in ways:
        if len(way) > 1 and way not in seen:
            seen.add(way)
            yield way


def _prove(candidate: Sum, rows: Sequence[Summand], ways: Mapping[int, Ways], placed: list[Columns | None]) -> None:
    """Place the rows of a sum that only one way of placing makes come out."""
    open_rows = [index for index in candidate.rows if placed[index] is None]
    count = prod(len(ways[index]) for index in open_rows)
    if not open_rows or not 0 < count <= MOST_WAYS:
        return
    signs = dict(zip(candidate.rows, candidate.signs, strict=True))
    rest = [0.0] * len(next(iter(ways[open_rows[0]])))
    for index in candidate.rows:
        for column, value in zip(placed[index] or (), rows[index].values, strict=False):
            rest[column] += signs[index] * value
    tolerance = 1 + len(candidate.rows) / 2
    scored = _scored(rest, [(signs[index], list(ways[index])) for index in open_rows], tolerance)
    best = min((error for error, _ in scored), default=0.0)
    good = [choice for error, choice in scored if error < best + MARGIN]
    for position, index in enumerate(open_rows):
        if len({choice[position] for choice in good}) == 1:
            placed[index] = ways[index][good[0][position]]


def _ways(values: Vector, width: int) -> Ways:
    """The different rows that placing makes, each with the leftmost columns that make it; none where too many."""
    ways: Ways = {}
    if comb(width, len(values)) <= MOST_WAYS:
        for columns in combinations(range(width), len(values)):
            ways.setdefault(_spread(values, columns, width), columns)
    return ways


def _spread(values: Vector, columns: Columns, width: int) -> Vector:
    spread = [0.0] * width
    for column, value in zip(columns, values, strict=True):
        spread[column] = value
    return tuple(spread)


def _scored(
    rest: Sequence[float], ways: Sequence[tuple[int, list[Vector]]], tolerance: float
) -> list[tuple[float, tuple[Vector, ...]]]:
    """The choices that come out within rounding in every column, with how far off they are in all."""
    scored = []
    for choice in product(*(vectors for _, vectors in ways)):
        errors = [
            abs(value + sum(sign * vector[column] for (sign, _), vector in zip(ways, choice, strict=True)))
            for column, value in enumerate(rest)
        ]
        if max(errors) <= tolerance:
            scored.append((sum(errors), choice))
    return scored


def _by_columns(ways: Ways, rules: Sequence[Rule]) -> Columns | None:
    """The place that keeps a sum across the columns that every full row keeps: verschil = realisatie - begroting."""
    kept = [
        columns
        for vector, columns in ways.items()
        if all(_close(sa * vector[a] + sb * vector[b], vector[c]) for a, b, c, sa, sb in rules)
        and all(any(vector[column] for column in rule[:3]) for rule in rules)
    ]
    return kept[0] if rules and len(kept) == 1 else None


def _rules(full: Sequence[Vector], width: int) -> Iterator[Rule]:
    """Columns a, b, c with ±a ±b = c in every full row, and two rows at least in which both count."""
    for c in range(width):
        for a, b in combinations([column for column in range(width) if column != c], 2):
            telling = [row for row in full if min(abs(row[a]), abs(row[b]), abs(row[c])) > MARGIN]
            if len(telling) < 2:
                continue
            for sa, sb in ((1, 1), (1, -1), (-1, 1)):
                if all(_close(sa * row[a] + sb * row[b], row[c]) for row in full):
                    yield a, b, c, sa, sb
