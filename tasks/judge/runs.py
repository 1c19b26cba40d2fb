"""Positions that are the sum of those before them: totals, subtotals, totals of subtotals; with or without a label.

Rows are laid on a stack; a row that is the sum of the topmost takes their place. From below upwards the same finds
totals that stand above their rows. With a stride of two or three it finds totals of lasten, baten and saldo in turn.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import log2

from tasks.judge.borne_out import MOST_WRONG, SURE, SURE_OF_NAMED, Terms, established
from tasks.judge.model import Relation
from tasks.judge.numbers import Numbers

STRIDES = (1, 2, 3)
MOST_PARTS = 60
LEAST_LEFT = 3  # positions in no total yet, for a total with a stride to be sought


def runs(numbers: Numbers, named: Collection[int] = ()) -> list[Relation]:
    """The totals of consecutive positions; `named` are those that are called so, of which less is asked."""
    count = len(numbers.positions)
    if count < 3 or not numbers.lines:
        return []
    search = _Search(numbers, named)
    found: dict[frozenset[int], Relation] = {}
    covered: set[int] = set()
    for stride in STRIDES if count >= 6 else STRIDES[:1]:
        if search.filled - len(covered) < LEAST_LEFT:
            break
        for start in range(stride):
            for relation in search.both_ways(range(start, count, stride)):
                found.setdefault(relation.members, relation)
                covered |= relation.members
    return list(found.values())


class _Search:
    def __init__(self, numbers: Numbers, named: Collection[int]) -> None:
        self._numbers = numbers
        self._lines = [[figure or 0 for figure in line] for line in numbers.figures]
        self._lines.sort(key=lambda line: sum(1 for figure in line if figure), reverse=True)
        self._filled = [any(column) for column in zip(*self._lines, strict=True)]
        self.filled = sum(self._filled)
        self._units = [max(column) for column in zip(*numbers.units, strict=True)]
        count = len(numbers.positions)
        self._probes = [self._probes_of(at) for at in range(count)]
        self._most_wrong = [1.0 if index in named else MOST_WRONG for index in numbers.positions]
        self._needed = [
            SURE_OF_NAMED + log2(count) if index in named else SURE + log2(2 * count**2) for index in numbers.positions
        ]

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
            terms = ((at, -1), *((other, 1) for other in stack[-depth:] if self._filled[other]))
            known = established(self._numbers, terms, self._needed[at], most_wrong=self._most_wrong[at])
            relation = self._with_idle_turned(terms, known)
            if relation and (best is None or len(relation.fails) < len(best[0].fails)):
                best = relation, depth
            if best and not best[0].fails:
                break
        return best

    def _with_idle_turned(self, terms: Terms, relation: Relation | None) -> Relation | None:
        """The relation with the sign turned of what takes no part in any line that holds, where more then do.

        A storting in a reserve is printed without a sign, often in a single column.
        """
        if relation is None or not relation.fails:
            return relation
        good = set(relation.holds)
        lines = [
            figures for index, figures in zip(self._numbers.lines, self._numbers.figures, strict=True) if index in good
        ]
        turned = tuple((at, sign if any(line[at] for line in lines) else -sign) for at, sign in terms)
        other = established(self._numbers, turned, 0.0) if turned != terms else None
        return other if other and len(other.fails) < len(relation.fails) else relation

    def _depths(self, at: int, stack: Sequence[int]) -> Iterator[int]:
        """How many of the topmost add up to a position, in one of two lines that have most figures."""
        (one, one_wanted), (two, two_wanted) = self._probes[at]
        if one_wanted is None:
            return
        rounding, solid, one_sum, two_sum = self._units[at], 0, -one_wanted, -(two_wanted or 0)
        for depth, part in enumerate(reversed(stack), start=1):
            rounding += self._units[part]
            if not self._filled[part]:
                continue
            solid += 1
            one_sum += one[part]
            two_sum += two[part]
            near = -rounding <= 2 * one_sum <= rounding or (two_wanted and -rounding <= 2 * two_sum <= rounding)
            if near and solid > 1:
                yield depth

    def _probes_of(self, at: int) -> list[tuple[Sequence[int], int | None]]:
        """The two fullest lines in which a position has a figure, each with that figure."""
        none: tuple[Sequence[int], int | None] = (self._lines[0], None)
        return [*((line, line[at]) for line in self._lines if line[at]), none, none][:2]
