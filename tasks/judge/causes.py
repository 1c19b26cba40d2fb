"""One cause, one finding: of the verdicts that something is wrong, those that tell of the same fault are told once.

A wrong figure breaks the sum of its row and that of its column; a wrong part is carried into other lines of its sum; a
row that stands a column too far breaks all that it takes part in; a heading that is not known breaks every pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from tasks.judge.instances import made_of
from tasks.judge.lacking import HALF, THREE, is_sum, lacks_a_part, unit_of, without_a_row
from tasks.judge.model import Axis, Constraint, Judgement, Outcome, Place, Verdict
from tasks.judge.shifted import PACKED, SHIFTED

ASKED_TWICE, ASKED, ALONE, ABSENT = "asked twice", "asked", "alone", "absent"  # notes of verdicts
MOVED = {SHIFTED, PACKED}
Values = Mapping[Place, Decimal]


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong at one place, and the verdicts that it explains: the one told, or all that led to it."""

    verdict: Verdict
    explains: tuple[Verdict, ...]

    @property
    def elsewhere(self) -> tuple[Verdict, ...]:
        """Other lines of the same sum that are wrong by as much."""
        return () if self.verdict.note in {ASKED_TWICE, ASKED, ABSENT} else self.explains[1:]


class Told(NamedTuple):
    """What is told already: rows that are misplaced, figures of another size, relations that go against headings."""

    shifted: frozenset[int]
    sized: frozenset[Place]
    against: frozenset[int]  # by identity


def causes(judgement: Judgement, values: Values) -> list[Cause]:
    """The faults of figures and rows, in the order in which they were found."""
    failed = [verdict for verdict in judgement.failed if verdict.cells and not lacks_a_part(verdict, values)]
    told_already = _told_already(judgement)
    left = [verdict for verdict in failed if not _explained(verdict, told_already)]
    found = [Cause(_of_the_sum(group[0], values), group) for group in without_a_row(left, judgement.relations)]
    for cause in found:
        left = _without(left, cause)
    for cause in _gathered(left, values):
        found.append(cause)
        left = _without(left, cause)
    told = Counter(place for verdict in failed for place in verdict.cells)
    borne_out = judgement.proved | _agreeing(judgement, values)
    clear = {place for place, count in told.items() if count == 1} - borne_out
    left = [verdict for verdict in left if not _inherited(verdict, judgement)]
    found += [Cause(_placed(verdict, clear, borne_out, values), (verdict,)) for verdict in left]
    order = {id(verdict): at for at, verdict in enumerate(failed)}
    return sorted(found, key=lambda cause: min(order[id(verdict)] for verdict in cause.explains))


def _agreeing(judgement: Judgement, values: Values) -> set[Place]:
    """The figures that another sum gives as well, if only with nothing beside them: 810 is 0 and 810."""
    held = (verdict for verdict in judgement.verdicts if verdict.outcome is Outcome.HOLDS and verdict.relation)
    return {place for verdict in held if sum(bool(values[at]) for at in verdict.cells) > 1 for place in verdict.cells}


def _inherited(verdict: Verdict, judgement: Judgement) -> bool:
    """Whether all figures of a line are the totals of their columns, which come out: what lacks, lacks in a part.

    A credit without a restant (its project was dropped) makes the totals of the columns differ; no figure is wrong.
    """
    relation = verdict.relation
    if relation is None or relation.axis is not Axis.COLUMNS or not judgement.proved.issuperset(verdict.cells):
        return False
    row, columns = verdict.cells[0][0], {column for _, column in verdict.cells}
    return any(
        other.axis is Axis.ROWS and is_sum(other, row) and columns.issubset({*other.holds, *other.trivial})
        for other in judgement.relations
    )


def _of_the_sum(verdict: Verdict, values: Values) -> Verdict:
    """A verdict told of the row that the others add up to, where signs show it."""
    relation = verdict.relation
    totals = [place for place in verdict.cells if relation and is_sum(relation, place[0])]
    place = totals[0] if totals else verdict.cells[0]
    others = tuple(other for other in verdict.cells if other != place)
    made = made_of(verdict, place, values)
    return replace(verdict, cells=(place, *others), printed=values[place], computed=made, note=ABSENT)


def _placed(verdict: Verdict, clear: Collection[Place], proved: Collection[Place], values: Values) -> Verdict:
    """A sum that fails, told of a figure that no other sum speaks of: of the only one, or of three the last printed.

    Told of what other sums prove it would call a right figure wrong.
    """
    left = [place for place in verdict.cells if place in clear]
    one_of = len(left) == 1 or len(verdict.cells) == THREE
    if verdict.relation is None or verdict.note or verdict.cells[0] not in proved or not left or not one_of:
        return verdict
    place = max(left)
    others = tuple(other for other in verdict.cells if other != place)
    made = made_of(verdict, place, values)
    return replace(verdict, cells=(place, *others), printed=values[place], computed=made, note=ASKED)


def _gathered(left: Sequence[Verdict], values: Values) -> Iterator[Cause]:
    """The causes of more than one verdict: first one wrong figure, then what is carried from line to line."""
    sums = [verdict for verdict in left if verdict.relation]
    for gather in (_one_figure, _carried):
        while cause := gather(sums, values):
            yield cause
            sums = _without(sums, cause)


def _without(verdicts: Sequence[Verdict], cause: Cause) -> list[Verdict]:
    """The verdicts that a cause does not explain; by identity, since of a wide table there are many thousands."""
    explained = set(map(id, cause.explains))
    return [verdict for verdict in verdicts if id(verdict) not in explained]


def _told_already(judgement: Judgement) -> Told:
    """What findings of their own tell."""
    failed = judgement.failed
    return Told(
        frozenset(row for verdict in failed if verdict.note in MOVED for row in verdict.rows),
        frozenset(verdict.cells[0] for verdict in failed if verdict.constraint is Constraint.SIZE),
        frozenset(id(contradiction.relation) for contradiction in judgement.contradictions),
    )


def _explained(verdict: Verdict, told: Told) -> bool:
    """Whether a sum fails because of what is told already: a misplaced row, a figure of another size, a heading."""
    if verdict.note in MOVED or verdict.constraint is Constraint.RANGE:
        return False
    if any(row in told.shifted for row, _ in verdict.cells):
        return True
    return verdict.relation is not None and (
        not told.sized.isdisjoint(verdict.cells) or id(verdict.relation) in told.against
    )


def _one_figure(sums: Sequence[Verdict], values: Values) -> Cause | None:
    """The figure that most sums ask to be the same other one."""
    by_place: dict[Place, list[Verdict]] = defaultdict(list)
    for verdict in sums:
        for place in verdict.cells:
            by_place[place].append(verdict)
    asked = (
        (place, group)
        for place, verdicts in by_place.items()
        if len(verdicts) > 1
        for group in [_that_agree(place, verdicts, values)]
        if len(group) > 1
    )
    best = max(asked, key=lambda found: (len(found[1]), sum(v.cells[0] == found[0] for v in found[1])), default=None)
    return _asked(*best, values) if best else None


def _that_agree(place: Place, verdicts: Sequence[Verdict], values: Values) -> list[Verdict]:
    """The most verdicts that make the same of one cell, within the rounding of what they add."""
    made = [(verdict, made_of(verdict, place, values)) for verdict in verdicts]
    told = [(verdict, value) for verdict, value in made if value is not None]
    unit = unit_of(values[place])
    groups = (
        [other for other, too in told if abs(value - too) <= HALF * unit * (len(verdict.cells) + len(other.cells))]
        for verdict, value in told
    )
    return max(groups, key=len, default=[])


def _asked(place: Place, group: Sequence[Verdict], values: Values) -> Cause:
    first = group[0]
    others = dict.fromkeys(cell for verdict in group for cell in verdict.cells if cell != place)
    made = made_of(first, place, values)
    verdict = replace(first, cells=(place, *others), printed=values[place], computed=made, note=ASKED_TWICE)
    return Cause(verdict, tuple(group))


def _carried(sums: Sequence[Verdict], _: Values) -> Cause | None:
    """The lines of one sum that are wrong by as much: what is wrong in one is carried into the other."""
    lines: dict[tuple[int, Decimal], list[Verdict]] = defaultdict(list)
    for verdict in sums:
        if verdict.printed is not None and verdict.computed is not None:
            lines[id(verdict.relation), abs(verdict.printed - verdict.computed)].append(verdict)
    group = next((found for found in lines.values() if len(found) > 1), None)
    return Cause(group[0], tuple(group)) if group else None


def connected(columns: Iterable[Collection[int]]) -> list[tuple[int, ...]]:
    """Columns that are named together, also by way of others."""
    groups: list[set[int]] = []
    for together in columns:
        near = [group for group in groups if not group.isdisjoint(together)]
        groups = [*(group for group in groups if group not in near), set(together).union(*near)]
    return sorted(tuple(sorted(group)) for group in groups)
