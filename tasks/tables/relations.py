"""Columns that add up: of three, one is the sum or the difference of the others in nearly every row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from typing import NamedTuple

from tasks.structure.values import worth
from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import Row

MARGIN = 1.5  # of a sum in printed units: three figures, each rounded
MOST_ROWS = 40
MOST_WIDTH = 24
MOSTLY = 0.9  # of the rows in which a relation must hold, since a printed figure may be wrong


class Relation(NamedTuple):
    """Columns of which the third is the sum, with signs, of the first two in nearly every row."""

    first: int
    second: int
    third: int
    purity: tuple[float, float, float]  # how far each has one sign
    size: tuple[float, float, float]  # what each comes to without signs
    signs: tuple[int, int] | None  # of the first two, where these are the same in nearly every row
    below: tuple[bool, bool]  # whether the first two are mostly below nought

    def misses(self, a: float, b: float, c: float) -> float:
        """How far three figures are from keeping it."""
        if self.signs:
            return abs(self.signs[0] * a + self.signs[1] * b - c)
        return min(abs(abs(c) - abs(a + b)), abs(abs(c) - abs(a - b)))


def relations_of(rows: Sequence[Row], width: int) -> list[Relation]:
    """The relations between the columns of full rows; each is told by two rows at least."""
    return related([_vector(row) for row in rows if row.width == width], width)


def related(vectors: Sequence[tuple[float, ...]], width: int) -> list[Relation]:
    """The relations between so many columns, each row of them as its figures weigh."""
    vectors = vectors[:MOST_ROWS]
    if width > MOST_WIDTH or len(vectors) < 2:
        return []
    return [
        Relation(
            a,
            b,
            c,
            (_purity(vectors, a), _purity(vectors, b), _purity(vectors, c)),
            _sizes(vectors, a, b, c),
            _signs(vectors, a, b, c),
            (sum(v[a] < 0 for v in vectors) > len(vectors) / 2, sum(v[b] < 0 for v in vectors) > len(vectors) / 2),
        )
        for a, b, c in combinations(range(width), 3)
        if _add_up(vectors, a, b, c)
    ]


def _signs(vectors: Sequence[tuple[float, ...]], a: int, b: int, c: int) -> tuple[int, int] | None:
    told = [v for v in vectors if sum(abs(v[column]) > MARGIN for column in (a, b, c)) >= 2]
    for one, two in product((1, -1), repeat=2):
        if sum(abs(one * v[a] + two * v[b] - v[c]) <= MARGIN for v in told) >= MOSTLY * len(told):
            return one, two
    return None


def _purity(vectors: Sequence[tuple[float, ...]], column: int) -> float:
    plus = sum(vector[column] > 0 for vector in vectors)
    minus = sum(vector[column] < 0 for vector in vectors)
    return max(plus, minus) / max(1, plus + minus)


def _sizes(vectors: Sequence[tuple[float, ...]], *columns: int) -> tuple[float, float, float]:
    a, b, c = (sum(abs(vector[column]) for vector in vectors) for column in columns)
    return a, b, c


def _vector(row: Row) -> tuple[float, ...]:
    return tuple(worth(piece.text) if piece.look in {Look.FIGURE, Look.PERIOD} else 0.0 for piece in row.figures)


def _add_up(vectors: Sequence[tuple[float, ...]], a: int, b: int, c: int) -> bool:
    """Whether the third is the sum, or the difference, of the others in nearly every row, whatever its sign."""
    told = full = sums = differences = 0
    for vector in vectors:
        first, second, third = vector[a], vector[b], abs(vector[c])
        large = (abs(first) > MARGIN) + (abs(second) > MARGIN) + (third > MARGIN)
        if large >= 2:
            told, full = told + 1, full + (large == 3)
            sums += abs(abs(first + second) - third) <= MARGIN
            differences += abs(abs(first - second) - third) <= MARGIN
    return told >= 2 and full >= 2 and max(sums, differences) >= MOSTLY * told


def worths(pieces: Sequence[Piece]) -> tuple[float, ...]:
    """What figures weigh; what is no number weighs nothing."""
    return tuple(worth(piece.text) if piece.look in {Look.FIGURE, Look.PERIOD} else 0.0 for piece in pieces)
