"""Figures printed without anything between them: of all divisions into well-formed numbers the one that adds up.

A division is taken where it is the only one, or where a sum of rows or a relation between columns leaves no other;
what nothing confirms stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product
from math import prod

from tasks.structure.values import worth
from tasks.tables.digits import Way
from tasks.tables.placing import ROUNDED
from tasks.tables.relations import Relation, related
from tasks.tables.row_sums import Placed, Sum, sums_of

MOST_CHOICES = 20_000  # of the rows of one sum
MOST_SUMS = 200
ROUNDS = 2


def settle(rows: Sequence[Placed], options: Sequence[Sequence[Way]], width: int) -> list[Way | None]:
    """The division of each row that has options, where something confirms it; rows without any count as they stand."""
    found: list[Way | None] = [of[0] if len(of) == 1 else None for of in options]
    for _ in range(ROUNDS):
        _by_relations(rows, options, found, width)
        for candidate in islice(sums_of(rows), MOST_SUMS):
            _by_sum(candidate, rows, options, found, width)
    return found


def _vector(row: Placed, way: Way | None, width: int) -> tuple[float, ...] | None:
    if way is not None:
        return tuple(map(worth, way))
    if row.columns is None or not row.values:
        return None
    values = row.at(row.columns)
    return tuple(values.get(column, 0.0) for column in range(width))


def _by_relations(
    rows: Sequence[Placed], options: Sequence[Sequence[Way]], found: list[Way | None], width: int
) -> None:
    known = [vector for row, way in zip(rows, found, strict=True) if (vector := _vector(row, way, width))]
    relations = related(known, width)
    for at, of in enumerate(options):
        if found[at] is None and of and relations:
            kept = [way for way in of if all(_keeps(way, relation) for relation in relations)]
            if len(kept) == 1:
                found[at] = kept[0]


def _keeps(way: Way, relation: Relation) -> bool:
    a, b, c = (worth(way[column]) for column in relation[:3])
    return relation.misses(a, b, c) <= ROUNDED


def _by_sum(
    candidate: Sum, rows: Sequence[Placed], options: Sequence[Sequence[Way]], found: list[Way | None], width: int
) -> None:
    """Divide the rows of a sum that comes out in one way only."""
    members = (*candidate.parts, candidate.total)
    signs = (*candidate.signs, -1)
    unknown = [at for at in members if found[at] is None and options[at]]
    if not unknown or prod(len(options[at]) for at in unknown) > MOST_CHOICES:
        return
    fixed = [0.0] * width
    for at, sign in zip(members, signs, strict=True):
        if at in unknown:
            continue
        vector = _vector(rows[at], found[at], width)
        if vector is None:
            return
        fixed = [total + sign * value for total, value in zip(fixed, vector, strict=True)]
    sign_of = dict(zip(members, signs, strict=True))
    good = [
        choice
        for choice in product(*(options[at] for at in unknown))
        if _comes_out(fixed, choice, [sign_of[at] for at in unknown], len(members))
    ]
    for position, at in enumerate(unknown):
        if len({choice[position] for choice in good}) == 1:
            found[at] = good[0][position]


def _comes_out(fixed: Sequence[float], choice: Sequence[Way], signs: Sequence[int], members: int) -> bool:
    vectors = [tuple(map(worth, way)) for way in choice]
    return all(
        abs(total + sum(sign * vector[column] for sign, vector in zip(signs, vectors, strict=True))) <= 1 + members / 2
        for column, total in enumerate(fixed)
    )
