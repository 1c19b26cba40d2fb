"""What a sum that fails lacks: a column or row that it does not know yet, or a row that is not printed at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tasks.judge.instances import place_of
from tasks.judge.model import Axis, Place, Relation, Verdict

HALF = Decimal("0.5")
THREE = 3
Values = Mapping[Place, Decimal]


def lacks_a_part(verdict: Verdict, values: Values) -> bool:
    """Whether a line comes out with a column or row that is empty wherever the sum was found, which does not know it.

    Reserves of which only the total has additions: what stands at the end was seen to be the rest after withdrawals.
    A reserve from which only this year something was taken: the budget has its stands and what is added (Almere 2024).
    """
    relation = verdict.relation
    if relation is None or verdict.printed is None or verdict.computed is None:
        return False
    along = 0 if relation.axis is Axis.COLUMNS else 1
    line, known = verdict.cells[0][along], {index for index, _ in relation.terms}
    lacking = abs(verdict.computed - verdict.printed)
    beside = {place[1 - along]: value for place, value in values.items() if place[along] == line}
    return any(
        abs(lacking - abs(value)) <= 1
        and value
        and not any(values.get(place_of(relation.axis, other, index)) for other in relation.holds)
        for index, value in beside.items()
        if index not in known
    )


def without_a_row(left: Iterable[Verdict], relations: Iterable[Relation]) -> Iterator[tuple[Verdict, ...]]:
    """The totals that fail in lasten, baten and saldo alike: what lacks in the three adds up as they do.

    That is a row that is not printed, or not among those of the sum; no figure of it is wrong (Hilversum 2020).
    """
    lines: dict[int, dict[int, Verdict]] = defaultdict(dict)
    for verdict in left:
        if verdict.relation and verdict.relation.axis is Axis.ROWS and not verdict.note:
            lines[id(verdict.relation)][verdict.cells[0][1]] = verdict
    across = [relation for relation in relations if relation.axis is Axis.COLUMNS and len(relation.terms) == THREE]
    for failed in lines.values():
        for relation in across:
            group = tuple(failed[column] for column in sorted(relation.members) if column in failed)
            if len(group) == THREE and _adds_up(relation, group):
                yield group


def _adds_up(relation: Relation, failed: Sequence[Verdict]) -> bool:
    """Whether what lacks in three columns adds up as they do, within the rounding of the rows that are added."""
    signs = dict(relation.terms)
    lacking = [signs[one.cells[0][1]] * ((one.computed or Decimal()) - (one.printed or Decimal())) for one in failed]
    unit = max(unit_of(one.printed) for one in failed if one.printed is not None)
    return abs(sum(lacking, Decimal())) <= HALF * unit * sum(len(one.cells) for one in failed)


def is_sum(relation: Relation, row: int) -> bool:
    """Whether a row is what all the others of a relation add up to."""
    signs = dict(relation.terms)
    return row in signs and all(sign == -signs[row] for index, sign in relation.terms if index != row)


def unit_of(value: Decimal) -> Decimal:
    """The smallest step in which a figure is printed; what is printed as 7,40 may be held as 7.4000."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
