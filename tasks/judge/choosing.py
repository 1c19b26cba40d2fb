"""Which reading of doubtful figures a table asks for: chosen only where exactly one makes its sums come out.

Sums that fail and share figures are one knot. A reading is tried where no sum that comes out is broken by it, and
stands when two sums want it: a single one is enough only for a figure that was doubtful before any sum was made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tasks.judge.exact import BORNE, SOLID, Sum, Values, sums_of
from tasks.judge.model import Place, Relation

MOST_CHOSEN = 4  # figures of one knot; where more are wrong a table is no witness
MOST_TRIED = 500  # readings of one knot
Options = Mapping[Place, Collection[Decimal]]
Chosen = dict[Place, Decimal]


def chosen(
    relations: Iterable[Relation], values: Values, options: Options, doubtful: Collection[Place]
) -> dict[Place, Decimal]:
    """The readings to take instead of those in `values`, or for figures that have none there."""
    known = [relation for relation in relations if len(relation.holds) >= BORNE]
    sums = sums_of(known, values, [place for place in options if place not in values])
    broken = [one for one in sums if one.fails]
    sound = {place for one in sums if not one.fails and not one.off(values) for place in one.places}
    open_to = {place: readings for place, readings in options.items() if place not in sound}
    found: Chosen = {}
    for knot in _knots(broken, open_to):
        solution = _Search(knot, open_to).solution(values)
        if all(_is_wanted(place, sums, {**values, **solution}, doubtful) for place in solution):
            found |= solution
    return found


def _is_wanted(place: Place, sums: Iterable[Sum], values: Values, doubtful: Collection[Place]) -> bool:
    """Whether enough sums come out with the reading of a figure, and all of them do."""
    with_it = [one for one in sums if place in one.places]
    enough = len(with_it) >= (1 if place in doubtful else 2)
    proving = any(len(one.solid(values)) >= SOLID for one in with_it)
    return enough and proving and not any(one.off(values) for one in with_it)


def _knots(broken: Iterable[Sum], open_to: Collection[Place]) -> list[list[Sum]]:
    """The sums that fail, those together that a reading of one figure may mend."""
    knots: list[tuple[set[Place], list[Sum]]] = []
    for one in broken:
        places, members = {place for place in one.places if place in open_to}, [one]
        for other in [knot for knot in knots if knot[0] & places]:
            knots.remove(other)
            places, members = places | other[0], other[1] + members
        knots.append((places, members))
    return [members for _, members in knots]


@dataclass
class _Search:
    """The readings that mend all sums of a knot, the fewest that do."""

    knot: Sequence[Sum]
    options: Options
    tried: int = 0
    found: set[frozenset[tuple[Place, Decimal]]] = field(default_factory=set)

    def solution(self, values: Values) -> Chosen:
        """The only one there is of the smallest size; empty where there are more, or none."""
        for size in range(1, MOST_CHOSEN + 1):
            self._mend(values, {}, size)
            if self.found or self.tried > MOST_TRIED:
                break
        return dict(next(iter(self.found))) if len(self.found) == 1 and self.tried <= MOST_TRIED else {}

    def _mend(self, values: Values, taken: Chosen, left: int) -> None:
        """Takes one more reading, of a figure of the sum that the fewest readings mend."""
        broken = [one for one in self.knot if one.off(values) or self._lacks(one, values)]
        if not broken:
            self.found.add(frozenset(taken.items()))
        if not broken or not left:
            return
        ways = [list(self._ways(one, values, taken)) for one in broken]
        for place, reading in min(filter(None, ways), key=len, default=[]):
            self.tried += 1
            if self.tried <= MOST_TRIED:
                self._mend({**values, place: reading}, {**taken, place: reading}, left - 1)

    def _ways(self, one: Sum, values: Values, taken: Chosen) -> Iterator[tuple[Place, Decimal]]:
        """The readings of one figure with which a sum comes out, all others as they are."""
        for place in sorted(one.places - taken.keys()):
            for reading in self.options.get(place, ()):
                other = {**values, place: reading}
                if not one.off(other) and not self._lacks(one, other):
                    yield place, reading

    def _lacks(self, one: Sum, values: Values) -> bool:
        """Whether a figure of a sum has no reading yet."""
        return any(place in self.options and place not in values for place in one.places)
