"""Whether headings and arithmetic agree: what columns cannot be, given how they add up with others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tasks.judge.model import Axis, Claimed, Contradiction, Place, Relation

SURE_ROWS = 2  # that must bear a relation out before it contradicts a heading
SALDO = {"baten", "lasten", "saldo"}
Values = Mapping[Place, Decimal]


def contradictions(
    columns: Sequence[Claimed], known: Iterable[Relation], values: Values | None = None
) -> tuple[Contradiction, ...]:
    """The columns that cannot all be what they are thought to be."""
    claimed = {column.index: column for column in columns}
    return tuple(
        Contradiction(tuple(sorted(relation.members)), reason, relation)
        for relation in known
        if relation.axis is Axis.COLUMNS and len(relation.terms) == 3 and len(relation.holds) >= SURE_ROWS
        for members in [[claimed[index] for index, _ in relation.terms if index in claimed]]
        if len(members) == 3 and (reason := _wrong(relation, members, columns, values or {}))
    )


def _wrong(relation: Relation, members: list[Claimed], columns: Sequence[Claimed], values: Values) -> str | None:
    """Why three columns that add up cannot be what they are called; None where they can, or where that is open."""
    if any(column.scenario is None and not column.differs for column in members):
        return None
    changes = [column for column in members if column.differs]
    one_measure = len({column.metric for column in members} - {None}) < 2 and len({column.group for column in members}) == 1
    if {column.metric for column in members} == SALDO:
        return None if _one_stand(members) else "baten, lasten and saldo of different stands"
    if not one_measure or len(changes) > 1 or any(column.is_total for column in members):
        return None
    if not changes:
        return None if _adds(members) else "one is the difference of the others"
    return _of_change(relation, changes[0], members, columns, values)


def _one_stand(members: Iterable[Claimed]) -> bool:
    return len({(column.scenario, column.period, column.group) for column in members}) == 1


def _adds(members: Sequence[Claimed]) -> bool:
    """Whether columns of one measure may be parts and their sum: of one stand, or of parts of a year."""
    scenarios = {column.scenario for column in members}
    parts = any(column.period is None or len(column.period) != len("2025") for column in members)
    return len(scenarios) == 1 and (parts or len({column.period for column in members}) == 1)


def _of_change(
    relation: Relation, change: Claimed, members: Sequence[Claimed], columns: Sequence[Claimed], values: Values
) -> str | None:
    """What is wrong with a difference and its two stands."""
    if relation.whole == change.index:
        return "the difference is the sum of the others"
    stands = [column for column in members if column is not change]
    sizes = {column.index: _size(column.index, relation, values) for column in members}
    if values and sizes[change.index] > 2 * min(sizes[column.index] for column in stands):
        return "the difference is larger than what it compares"
    if _compared_elsewhere(change, stands, columns):
        return "the difference is that of another period"
    return None


def _size(column: int, relation: Relation, values: Values) -> Decimal:
    return sum((abs(values.get((row, column), Decimal())) for row in relation.holds), Decimal())


def _compared_elsewhere(change: Claimed, stands: Sequence[Claimed], columns: Sequence[Claimed]) -> bool:
    """Whether a difference is made of another period than its own, where both stands of its own are there."""
    own = {
        _kind(column)
        for column in columns
        if not column.differs
        and (column.metric, column.group, column.period) == (change.metric, change.group, change.period)
    }
    return {"plan", "outcome"} <= own and any(column.period != change.period for column in stands)


def _kind(column: Claimed) -> str:
    return "plan" if (column.scenario or "").startswith("begroting") else "outcome"


def unlike(columns: Sequence[Claimed], known: Iterable[Relation]) -> Iterator[Contradiction]:
    """A column called a difference that is in no relation, beside one that is a difference without being called so."""
    differences = {relation.free for relation in known if relation.axis is Axis.COLUMNS}
    related = {index for relation in known if relation.axis is Axis.COLUMNS for index in relation.members}
    changes = {column.index for column in columns if column.differs}
    for column in changes - related:
        for beside in (column - 1, column + 1):
            if beside in differences - changes:
                yield Contradiction((min(column, beside), max(column, beside)), "its neighbour is the difference")
