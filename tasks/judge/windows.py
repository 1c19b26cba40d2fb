"""Four to six columns side by side of which the first or last is made of the others, with signs: stand, erbij, eraf."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

from tasks.judge.borne_out import SURE, Terms, established
from tasks.judge.model import Relation
from tasks.judge.numbers import Numbers

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
    fitting: set[Terms] = set()
    for line in probes:
        figures = [numbers.figures[line][place] or 0 for place in places]
        rounding = sum(numbers.units[line][place] for place in places)
        sums = [figures[0]]
        for figure in figures[1:]:
            sums = [left + figure for left in sums] + [left - figure for left in sums]
        for choice, left in enumerate(sums):
            if -rounding <= 2 * left <= rounding:
                signs = (-1 if choice >> at & 1 else 1 for at in range(len(places) - 1))
                fitting.add(tuple(zip(places, (1, *signs), strict=True)))
    yield from sorted(fitting, reverse=True)
