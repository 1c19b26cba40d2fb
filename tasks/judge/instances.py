"""The verdicts of a relation, one for each line: what is printed there and what the others make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tasks.judge.model import Axis, Constraint, Outcome, Place, Relation, Verdict

Values = Mapping[Place, Decimal]


def verdicts_of(relation: Relation, constraint: Constraint, values: Values, target: int | None = None) -> list[Verdict]:
    """What a relation says of each of its lines; the target is what is computed from the others."""
    first = target if target is not None else target_of(relation)
    said = ((Outcome.HOLDS, (*relation.holds, *relation.trivial)), (Outcome.FAILS, relation.fails))
    return [verdict_at(relation, constraint, outcome, line, first, values) for outcome, lines in said for line in lines]


def verdict_at(
    relation: Relation, constraint: Constraint, outcome: Outcome, line: int, target: int, values: Values
) -> Verdict:
    """What a relation says of one line."""
    cells = tuple(place for place in places(relation, line, target) if place in values)
    printed = values.get(place_of(relation.axis, line, target))
    made = computed(relation, line, target, printed, values)
    return Verdict(constraint, outcome, cells, printed, made, relation=relation)


def made_of(verdict: Verdict, place: Place, values: Values) -> Decimal | None:
    """What the other cells of a verdict make of one of its cells; None where it is no line of a relation."""
    if verdict.relation is None:
        return None
    line, index = place if verdict.relation.axis is Axis.COLUMNS else place[::-1]
    return computed(verdict.relation, line, index, values[place], values)


def places(relation: Relation, line: int, target: int) -> Iterable[Place]:
    """The places of a relation in one line, that of the target first."""
    order = (target, *(index for index, _ in relation.terms if index != target))
    return (place_of(relation.axis, line, index) for index in order)


def cells_of(relation: Relation, lines: Iterable[int]) -> Iterable[Place]:
    """All the places of a relation in these lines."""
    return (place_of(relation.axis, line, index) for line in lines for index, _ in relation.terms)


def place_of(axis: Axis, line: int, index: int) -> Place:
    """The place of a position in a line: lines are rows where the positions are columns."""
    return (line, index) if axis is Axis.COLUMNS else (index, line)


def computed(relation: Relation, line: int, target: int, printed: Decimal | None, values: Values) -> Decimal:
    """What the other figures of the line make of the target."""
    signs = dict(relation.terms)
    others = [
        (index, -sign * signs[target] * values.get(place_of(relation.axis, line, index), Decimal()))
        for index, sign in relation.terms
        if index != target
    ]
    made = sum((value for _, value in others), Decimal())
    if relation.free is None or printed is None:
        return made
    turned = -made if relation.free == target else made - 2 * sum(v for index, v in others if index == relation.free)
    return min(made, turned, key=lambda value: abs(value - printed))


def target_of(relation: Relation) -> int:
    """What a relation computes where no heading says so: its whole, else the last of its terms."""
    if relation.free is not None:
        return relation.free
    return relation.whole if relation.whole is not None else relation.terms[-1][0]
