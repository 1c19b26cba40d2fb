"""Four to six columns side by side of which the first or last is made of the others, with signs: stand, erbij, eraf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import log2

from tasks.judge.borne_out import SURE, Terms, established
from tasks.judge.model import Relation
from tasks.judge.numbers import Numbers, within

WIDTHS = (4, 5, 6)
PROBES = 2
MOST_COLUMNS = 16


def windows(numbers: Numbers, known: Sequence[Relation]) -> list[Relation]:
    """The relations of neighbours that three or a plain sum do not show."""
    count = len(numbers.positions)
    if count > MOST_COLUMNS:
        return []
    taken = [relation.members for relation in known]
    tried = sum(2**width for width in WIDTHS if width <= count) * count
    found: list[Relation] = []
    for width in WIDTHS:
        for start in range(count - width + 1):
            places = range(start, start + width)
            members = {numbers.positions[place] for place in places}
            if any(len(other - members) == 0 for other in taken):
                continue
            for terms in _signs(numbers, places):
                if relation := established(numbers, terms, SURE + log2(tried)):
                    found.append(relation)
                    taken.append(relation.members)
                    break
    return found


def _signs(numbers: Numbers, places: range) -> Iterator[Terms]:
    """The choices of signs that come out in the line with the largest figures, each of them not nothing."""
    full = [
        (sum(map(abs, told)), line)
        for line, figures in enumerate(numbers.figures)
        if all(told := [figures[place] or 0 for place in places])
    ]
    if not full:
        return
    probes = [line for _, line in sorted(full, reverse=True)[:PROBES]]
    for signs in product((1, -1), repeat=len(places) - 1):
        terms = tuple(zip(places, (1, *signs), strict=True))
        if any(_comes_out(numbers, terms, line) for line in probes):
            yield terms


def _comes_out(numbers: Numbers, terms: Terms, line: int) -> bool:
    figures = numbers.figures[line]
    left = sum(sign * (figures[at] or 0) for at, sign in terms)
    return within(left, [numbers.units[line][at] for at, _ in terms])
