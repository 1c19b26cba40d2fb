"""What bears a relation out: the lines in which it holds, those in which it does not, and the evidence of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from tasks.judge.model import Axis, Relation
from tasks.judge.numbers import Numbers, evidence, nearly, within

SURE_OF_NAMED = 3.0  # bits: what a heading or label asks for is likely
SURE = 6.0  # bits beyond those that the number of relations tried asks for: one in 64 tables may show one by chance
MOST_WRONG = 0.5  # lines that fail for each that holds; beyond it the lines are about something else
COST_OF_FAILURE = 2.0  # bits
STRONG = 20.0  # bits of a single line that leave no doubt, even where the only other line fails
Terms = tuple[tuple[int, int], ...]  # position in the lines (not index) and sign


@dataclass(slots=True)
class Borne:
    """The lines of one relation, sorted by what they say of it."""

    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    trivial: list[int] = field(default_factory=list)
    bits: float = 0.0
    wholes: Counter[int] = field(default_factory=Counter)

    def convinces(self, most_wrong: float) -> bool:
        """Whether enough lines hold beside those that fail."""
        wrong = len(self.fails)
        return bool(self.holds) and (wrong <= most_wrong * len(self.holds) or (wrong == 1 and self.bits >= STRONG))


def borne(numbers: Numbers, terms: Terms, free: int | None = None, most_fails: float = inf) -> Borne:
    """How the lines bear out that these terms add up to nothing; the rest is not looked at when too many fail."""
    found = Borne()
    for line, (figures, units) in enumerate(zip(numbers.figures, numbers.units, strict=True)):
        told = [(at, sign * figure) for at, sign in terms if (figure := figures[at]) is not None]
        solid = [(at, figure) for at, figure in told if figure]
        if len(solid) < 2 or (free is not None and figures[free] is None):
            continue
        rounding = [units[at] for at, _ in told]
        left = sum(figure for _, figure in solid)
        if free is not None and not within(left, rounding):
            solid = [(at, -figure if at == free else figure) for at, figure in solid]
            left = sum(figure for _, figure in solid)
        if not within(left, rounding):
            if _fails(numbers, line, terms, left, rounding):
                found.fails.append(line)
                if len(found.fails) > most_fails:
                    break
        elif len(solid) < 3 or _cancels(solid) or _is_rounding(solid):
            found.trivial.append(line)
        else:
            _holds(found, line, solid, rounding)
    return found


def _fails(numbers: Numbers, line: int, terms: Terms, left: int, rounding: Sequence[int]) -> bool:
    """Whether a line contradicts: not where it need not add up, nor where what lacks may be what was not printed.

    In a sum of rows a blank is nothing, but for the total itself; of columns side by side any may be left blank.
    """
    figures = numbers.figures[line]
    needed = terms[:1] if numbers.axis is Axis.ROWS else terms
    if line in numbers.soft or any(figures[at] is None for at, _ in needed):
        return False
    return not nearly(left, rounding, max(abs(figures[at] or 0) for at, _ in terms))


def _cancels(solid: Sequence[tuple[int, int]]) -> bool:
    """Whether it holds because figures are equal two by two: one figure in four columns is no sum of four."""
    if len(solid) != 4:
        return False
    given = {figure for _, figure in solid}
    return all(-figure in given for figure in given)


def _is_rounding(solid: Sequence[tuple[int, int]]) -> bool:
    """Whether it holds because all figures are of one sign, and together no more than what rounding leaves."""
    return len({figure > 0 for _, figure in solid}) == 1


def _holds(found: Borne, line: int, solid: Sequence[tuple[int, int]], rounding: Sequence[int]) -> None:
    """Counts a line, with the evidence of the smallest step in it: stands that hardly move agree by themselves."""
    found.holds.append(line)
    up = [figure for _, figure in solid if figure > 0]
    down = [figure for _, figure in solid if figure < 0]
    step = min(abs(one + other) for one in up for other in down)
    found.bits += evidence([figure for _, figure in solid], rounding, step)
    first, second = sorted(((abs(figure), at) for at, figure in solid), reverse=True)[:2]
    if first[0] > second[0]:
        found.wholes[first[1]] += 1


def established(
    numbers: Numbers,
    terms: Terms,
    needed: float,
    free: int | None = None,
    most_wrong: float = MOST_WRONG,
) -> Relation | None:
    """The relation, where its lines bear it out with the evidence needed."""
    found = borne(numbers, terms, free, max(1.0, most_wrong * len(numbers.lines) / (1 + most_wrong)))
    if not found.convinces(most_wrong) or found.bits - COST_OF_FAILURE * len(found.fails) < needed:
        return None
    return as_relation(numbers, terms, found, free)


def as_relation(numbers: Numbers, terms: Terms, found: Borne, free: int | None = None) -> Relation:
    """The relation in terms of the indices of the table."""
    at, lines = numbers.positions, numbers.lines
    most = found.wholes.most_common(1)
    clear = bool(most) and 2 * most[0][1] > len(found.holds)
    return Relation(
        numbers.axis,
        tuple((at[position], sign) for position, sign in terms),
        tuple(lines[line] for line in found.holds),
        tuple(lines[line] for line in found.fails),
        found.bits,
        at[most[0][0]] if clear else None,
        at[free] if free is not None else None,
        tuple(lines[line] for line in found.trivial),
    )
