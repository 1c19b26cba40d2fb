"""Three positions of which one is the sum or the difference of the other two, found by looking up what pairs give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from math import comb, log2

from tasks.judge.borne_out import SURE, Terms, established
from tasks.judge.model import Axis, Relation
from tasks.judge.numbers import Numbers

Triple = tuple[int, int, int]
Signs = tuple[int, int]  # of the second and third, where the first has +
Hits = dict[Triple, dict[Signs, int]]


def triples(numbers: Numbers, reach: int | None = None, far: Collection[int] = ()) -> list[Relation]:
    """The sums and differences of three positions; with `reach`, of those near one another or among `far`."""
    count = len(numbers.positions)
    tried = 4 * comb(count, 3) if reach is None else 4 * (count * reach * reach + len(far) ** 3)
    needed = SURE + log2(max(tried, 1))
    found = []
    enough = needed / _most_bits(numbers)
    for triple, hits in _hits(numbers, reach, frozenset(far)).items():
        if sum(hits.values()) < enough:
            continue
        terms, free = _signs(triple, hits)
        if relation := established(numbers, terms, needed, free):
            found.append(relation)
    return found


def _most_bits(numbers: Numbers) -> float:
    """The evidence that one line can give at most."""
    largest = max((abs(figure) for figures in numbers.figures for figure in figures if figure), default=1)
    return max(1.0, log2(largest))


def _signs(triple: Triple, hits: dict[Signs, int]) -> tuple[Terms, int | None]:
    """The signs that most lines bear out, and the one that differs between lines: a verschil may be printed so."""
    signs, _ = max(hits.items(), key=lambda hit: hit[1])
    first, second, third = triple
    terms = ((first, 1), (second, signs[0]), (third, signs[1]))
    freed = {third: (signs[0], -signs[1]), second: (-signs[0], signs[1]), first: (-signs[0], -signs[1])}
    free, other = max(freed.items(), key=lambda item: hits.get(item[1], 0))
    return terms, free if hits.get(other, 0) else None


def _hits(numbers: Numbers, reach: int | None, far: frozenset[int]) -> Hits:
    """Per triple how often each choice of signs comes out, over all lines."""
    hits: Hits = defaultdict(lambda: defaultdict(int))
    for figures, units in zip(numbers.figures, numbers.units, strict=True):
        solid = [(at, figure) for at, figure in enumerate(figures) if figure]
        if len(solid) > 2:
            _hits_of_line(solid, units, reach, far, hits)
    return hits


def _hits_of_line(
    solid: Sequence[tuple[int, int]], units: Sequence[int], reach: int | None, far: frozenset[int], hits: Hits
) -> None:
    coarse = max(units)
    known: dict[int, list[tuple[int, int]]] = defaultdict(list)
    spread = (-1, 0, 1) if coarse == min(units) else (-2, -1, 0, 1, 2)
    for at, figure in solid:
        bucket = abs(figure) // coarse
        for beside in spread:
            known[bucket + beside].append((at, figure))
    for first, one, second, two, near in _pairs(solid, reach, far):
        rounding = units[first] + units[second]
        for sign, result in ((1, one + two), (-1, one - two)):
            for third, three in known.get(abs(result) // coarse, ()):
                if third > second and (near or third in far):
                    third_sign = -1 if (result < 0) == (three < 0) else 1
                    if 2 * abs(result + third_sign * three) <= rounding + units[third]:
                        hits[first, second, third][sign, third_sign] += 1


def _pairs(
    solid: Sequence[tuple[int, int]], reach: int | None, far: frozenset[int]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Two figures with their places, and whether they stand near one another; all of them where `reach` is open."""
    apart = [(at, figure) for at, figure in solid if at in far]
    for place, (first, one) in enumerate(solid):
        if reach is None:
            for second, two in solid[place + 1 :]:
                yield first, one, second, two, True
            continue
        for second, two in solid[place + 1 : place + 1 + reach]:
            if second - first <= reach:
                yield first, one, second, two, True
        for second, two in apart if first in far else ():
            if second - first > reach:
                yield first, one, second, two, False


def without_dominated(relations: Sequence[Relation]) -> list[Relation]:
    """Without those that only hold because another does: where two columns are mostly equal, either may be meant.

    Those that may dominate share two positions: they are looked up by these, since a wide table has many thousands.
    """
    if not any(relation.fails for relation in relations):
        return list(relations)
    sharing: dict[tuple[Axis, tuple[int, int]], list[tuple[Relation, frozenset[int]]]] = defaultdict(list)
    for other in relations:
        good = frozenset((*other.holds, *other.trivial))
        for pair in _pairs_of(other):
            sharing[pair].append((other, good))
    return [
        relation
        for relation in relations
        if not relation.fails
        or not any(_dominates(*other, relation) for pair in _pairs_of(relation) for other in sharing[pair])
    ]


def _pairs_of(relation: Relation) -> Iterator[tuple[Axis, tuple[int, int]]]:
    return ((relation.axis, pair) for pair in combinations(sorted(relation.members), 2))


def _dominates(other: Relation, good: frozenset[int], relation: Relation) -> bool:
    """Whether a relation that comes out in these lines comes out wherever another does, and where that one fails."""
    fewer = len(other.fails) < len(relation.fails)
    return fewer and good.issuperset(relation.holds) and not good.isdisjoint(relation.fails)
