"""Positions that are the sum of those before them: totals, subtotals, totals of subtotals; with or without a label.

Rows are laid on a stack; a row that is the sum of the topmost takes their place. From below upwards the same finds
totals that stand above their rows. With a stride of two or three it finds totals of lasten, baten and saldo in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log2

from tasks.judge.borne_out import SURE, established
from tasks.judge.model import Relation
from tasks.judge.numbers import Numbers

STRIDES = (1, 2, 3)
MOST_PARTS = 60
PROBES = 3  # lines that are looked at before all are


def runs(numbers: Numbers) -> list[Relation]:
    """The totals of consecutive positions."""
    count = len(numbers.positions)
    if count < 3 or not numbers.lines:
        return []
    search = _Search(numbers)
    found: dict[frozenset[int], Relation] = {}
    for stride in STRIDES if count >= 6 else STRIDES[:1]:
        for start in range(stride):
            for relation in search.both_ways(range(start, count, stride)):
                found.setdefault(relation.members, relation)
    return list(found.values())


class _Search:
    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        columns = list(zip(*numbers.figures, strict=True))
        self._columns = [[figure or 0 for figure in column] for column in columns]
        self._units = [max(column) for column in zip(*numbers.units, strict=True)]
        weights = [(sum(1 for figure in line if figure), line_at) for line_at, line in enumerate(numbers.figures)]
        self._probes = [line for _, line in sorted(weights, reverse=True)[:PROBES]]
        self._needed = SURE + log2(len(numbers.positions) ** 2 * 2)

    def both_ways(self, order: Sequence[int]) -> Iterable[Relation]:
        """Totals below their rows, and above them: those whose parts are known first are not parts of another."""
        down, _ = self._one_way(order)
        up, parts = self._one_way(order[::-1])
        if not up:
            return down
        rest, _ = self._one_way([at for at in order if at not in parts])
        return max(down, [*up, *rest], key=lambda found: sum(relation.bits for relation in found))

    def _one_way(self, order: Sequence[int]) -> tuple[list[Relation], set[int]]:
        stack: list[int] = []
        found: list[Relation] = []
        parts: set[int] = set()
        for at in order:
            if taken := self._sum_of(at, stack):
                relation, depth = taken
                found.append(relation)
                parts.update(stack[-depth:])
                del stack[-depth:]
            stack.append(at)
        return found, parts

    def _sum_of(self, at: int, stack: Sequence[int]) -> tuple[Relation, int] | None:
        """The relation by which a position is the sum of the topmost, and how many they are."""
        best: tuple[Relation, int] | None = None
        for depth in self._depths(at, stack[-MOST_PARTS:]):
            terms = ((at, -1), *((other, 1) for other in stack[-depth:] if any(self._columns[other])))
            relation = established(self._numbers, terms, self._needed, blanks=True)
            if relation and (best is None or len(relation.fails) < len(best[0].fails)):
                best = relation, depth
            if best and not best[0].fails:
                break
        return best

    def _depths(self, at: int, stack: Sequence[int]) -> Iterator[int]:
        """How many of the topmost add up to a position in one of the lines with most figures."""
        target = self._columns[at]
        probes = [(line, target[line]) for line in self._probes if target[line]]
        sums, rounding, solid = [0] * len(target), self._units[at], 0
        for depth, part in enumerate(reversed(stack), start=1):
            column = self._columns[part]
            rounding += self._units[part]
            if not any(column):
                continue
            solid += 1
            for line, _ in probes:
                sums[line] += column[line]
            if solid > 1 and any(2 * abs(sums[line] - wanted) <= rounding for line, wanted in probes):
                yield depth
