"""The sums that a table asks of its figures, to the last unit: what they prove of figures that a machine recognised.

Stricter than for what is printed. There a figure is right and only its place is judged, so half a unit of rounding is
left for each; here one digit may be another, so only a sum that comes out exactly says anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from tasks.judge.instances import place_of
from tasks.judge.model import Axis, Place, Relation

SOLID = 3  # figures that are not zero: fewer come out by themselves
BORNE = 2  # lines that bear a relation out, before it says what a doubtful figure is
CLEARLY = 4  # times as many lines with one sign as with the other, before that is the sign that is meant
NOTHING = Decimal()
Values = Mapping[Place, Decimal]
Terms = tuple[tuple[Place, int], ...]


@dataclass(frozen=True)
class Sum:
    """Figures that add up to nothing with these signs; `fails` where they do not, or where one of them lacks."""

    terms: Terms
    fails: bool = False

    @cached_property
    def places(self) -> frozenset[Place]:
        """The figures that it is about."""
        return frozenset(place for place, _ in self.terms)

    def off(self, values: Values) -> Decimal:
        """By how much it does not come out."""
        return sum((sign * values.get(place, NOTHING) for place, sign in self.terms), NOTHING)

    def solid(self, values: Values) -> frozenset[Place]:
        """Its figures that are not zero."""
        return frozenset(place for place in self.places if values.get(place))


def sums_of(relations: Iterable[Relation], values: Values, gaps: Collection[Place] = ()) -> list[Sum]:
    """What relations ask of their lines, those in which a figure lacks that cannot be read included."""
    return [one for relation in relations for one in _sums_of(relation, values, gaps)]


def proved_exactly(relations: Iterable[Relation], values: Values, doubtful: Collection[Place]) -> frozenset[Place]:
    """The figures that cannot be otherwise: in a sum of several that comes out, and in none that denies it.

    What is left over in a sum of proved figures is proved as well: nothing else makes it come out. A relation that a
    single line bears out may be one of lost signs: it proves nothing of a line with a doubtful figure.
    """
    relations = [_with_zeros(relation, values) for relation in relations]
    alone = sums_of([one for one in relations if len(one.holds) < BORNE], values)
    sums = [one for one in alone if one.fails or one.places.isdisjoint(doubtful)]
    sums += sums_of([one for one in relations if len(one.holds) >= BORNE], values)
    out = [one for one in sums if not one.fails and not one.off(values)]
    denied = _denied([one for one in sums if one.fails], out, values)
    proved = {place for one in out if len(one.solid(values)) >= SOLID for place in one.places & values.keys()} - denied
    while forced := {left for one in out if (left := _left_over(one, proved, values))} - denied:
        proved |= forced
    return frozenset(proved)


def _with_zeros(relation: Relation, values: Values) -> Relation:
    """A sum of rows with the rows of nothing but zeros among them: were one not zero, it would not come out."""
    if relation.axis is Axis.COLUMNS:
        return relation
    first, last = min(relation.members), max(relation.members)
    figures: dict[int, list[Decimal]] = {
        row: [] for row, _ in values if first < row < last and row not in relation.members
    }
    for (row, _), value in values.items():
        figures.get(row, []).append(value)
    return replace(relation, terms=(*relation.terms, *((row, 1) for row, own in figures.items() if not any(own))))


def _left_over(one: Sum, proved: Collection[Place], values: Values) -> Place | None:
    """The only figure of a sum that is not proved; None where there are more, or none."""
    left = (one.places & values.keys()).difference(proved)
    return next(iter(left)) if len(left) == 1 else None


def _denied(failing: Iterable[Sum], out: Iterable[Sum], values: Values) -> frozenset[Place]:
    """The figures of sums that fail though each has another sum for it: which of them is wrong nobody can tell."""
    borne = frozenset(place for one in out for place in one.places)
    return frozenset(place for one in failing if one.solid(values) <= borne for place in one.places)


def _sums_of(relation: Relation, values: Values, gaps: Collection[Place]) -> Iterator[Sum]:
    across = relation.axis is Axis.COLUMNS
    lacking = {row if across else column for row, column in gaps if (column if across else row) in relation.members}
    turn = _turn(relation, values)
    if turn:
        for line in sorted({*relation.holds, *relation.trivial, *relation.fails, *lacking}):
            fails = line in relation.fails or line in lacking
            yield Sum(_terms(relation, line, turn), fails or _comes_out(relation, line, -turn, values))


def _terms(relation: Relation, line: int, turn: int) -> Terms:
    return tuple(
        (place_of(relation.axis, line, index), sign * (turn if index == relation.free else 1))
        for index, sign in relation.terms
    )


def _turn(relation: Relation, values: Values) -> int:
    """The sign of the free term with which the lines come out; 0 where that differs: a minus may be lost in any."""
    if relation.free is None:
        return 1
    ways = [turn for line in relation.holds for turn in (1, -1) if _comes_out(relation, line, turn, values)]
    most = max((1, -1), key=ways.count)
    return most if ways.count(most) >= CLEARLY * ways.count(-most) else 0


def _comes_out(relation: Relation, line: int, turn: int, values: Values) -> bool:
    """Whether a line comes out with one sign of the free term, and not with the other."""
    if relation.free is None:
        return False
    one, other = (Sum(_terms(relation, line, way)) for way in (turn, -turn))
    return not one.off(values) and bool(other.off(values))
