"""Whether headings and arithmetic agree: what columns cannot be, given how they add up with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tasks.judge.model import Axis, Claimed, Contradiction, Place, Relation

SURE_ROWS = 2  # that must bear a relation out before it contradicts a heading
SWINGS = 2  # rows on either side of nothing
BOOKED = frozenset({"baten", "lasten"})
SALDO = {*BOOKED, "saldo"}
Values = Mapping[Place, Decimal]


def contradictions(
    columns: Sequence[Claimed], known: Iterable[Relation], values: Values | None = None
) -> tuple[Contradiction, ...]:
    """The columns that cannot all be what they are thought to be."""
    claimed = {column.index: column for column in columns}
    of_three = [
        (relation, [claimed[index] for index, _ in relation.terms])
        for relation in known
        if relation.axis is Axis.COLUMNS and len(relation.terms) == 3 and relation.members <= claimed.keys()
    ]
    own = [relation for relation, members in of_three if _is_saldo_of_one_stand(members) and not relation.fails]
    return tuple(
        Contradiction(tuple(sorted(relation.members)), reason, relation)
        for relation, members in of_three
        if len(relation.holds) >= SURE_ROWS and (reason := _wrong(relation, members, columns, values or {}))
        if not any(_stands_in_for(relation, other, claimed) for other in own)
    )


def _is_saldo_of_one_stand(members: Sequence[Claimed]) -> bool:
    return {column.metric for column in members} == SALDO and _one_stand(members)


def _stands_in_for(relation: Relation, own: Relation, claimed: Mapping[int, Claimed]) -> bool:
    """Whether two columns are alike, so that the saldo of one comes out with the other."""
    one, other = relation.members - own.members, own.members - relation.members
    alike = len(one) == len(other) == 1 and claimed[min(one)].metric == claimed[min(other)].metric
    return alike and set(own.holds) >= set(relation.holds)


def _wrong(relation: Relation, members: list[Claimed], columns: Sequence[Claimed], values: Values) -> str | None:
    """Why three columns that add up cannot be what they are called; None where they can, or where that is open."""
    swinging = swings(relation, values)
    changes = [column for column in members if column.differs]
    metrics = {column.metric for column in members}
    if len(metrics - {None}) > 1 and metrics <= SALDO | {None}:
        return _of_saldo(relation, members, swinging)
    one_measure = len(metrics - {None}) < 2 and len({column.group for column in members}) == 1
    if not one_measure or len(changes) > 1 or any(column.is_total for column in members):
        return None
    shown = relation.free if relation.free is not None else swinging
    if changes:
        return _of_change(relation, changes[0], members, columns, values, shown)
    if any(column.index == shown and column.scenario is not None for column in members):
        return "a difference is called a stand"
    if any(column.scenario is None for column in members) or _adds(members):
        return None
    return "one is the difference of the others"


def _of_saldo(relation: Relation, members: Sequence[Claimed], swinging: int | None) -> str | None:
    """What is wrong with baten, lasten and saldo; by how much lasten differ may be above nothing and below."""
    booked = [column for column in members if column.metric in BOOKED and not column.differs]
    whole = {column.metric for column in members} == SALDO
    if any(column.index == swinging for column in booked) and not (whole and _comes_to_saldo(relation, members)):
        return "a saldo is called baten or lasten"
    if whole and not _one_stand(members):
        return "baten, lasten and saldo of different stands"
    return None


def _comes_to_saldo(relation: Relation, members: Sequence[Claimed]) -> bool:
    """Whether figures bear out that the saldo is what lies between lasten and baten of one stand, and the least.

    Baten of the general means may then be below nothing (Houten, account of 2022), as else only a saldo is.
    """
    signs = dict(relation.terms)
    opposed = len({signs[column.index] for column in members if column.metric in BOOKED}) == len(BOOKED)
    largest = next((column.metric for column in members if column.index == relation.whole), None)
    return opposed and largest in BOOKED and _one_stand(members)


def shown_difference(relation: Relation, values: Values) -> int | None:
    """The column that is a difference of two others to all appearance: its sign is not fixed, or changes."""
    return relation.free if relation.free is not None else swings(relation, values)


def swings(relation: Relation, values: Values) -> int | None:
    """The one column that is now above nothing and now below, as only a difference or a saldo is."""
    both = [
        index
        for index, _ in relation.terms
        for figures in [[values.get((row, index)) or 0 for row in relation.holds]]
        if min(sum(figure > 0 for figure in figures), sum(figure < 0 for figure in figures)) >= SWINGS
    ]
    return both[0] if len(both) == 1 else None


def _one_stand(members: Iterable[Claimed]) -> bool:
    return len({(column.scenario, column.period, column.group) for column in members}) == 1


def _adds(members: Sequence[Claimed]) -> bool:
    """Whether columns of one measure may be parts and their sum: of one stand, or of parts of a year."""
    scenarios = {column.scenario for column in members}
    parts = any(column.period is None or len(column.period) != len("2025") for column in members)
    return len(scenarios) == 1 and (parts or len({column.period for column in members}) == 1)


def _of_change(
    relation: Relation,
    change: Claimed,
    members: Sequence[Claimed],
    columns: Sequence[Claimed],
    values: Values,
    shown: int | None,
) -> str | None:
    """What is wrong with a difference and its two stands."""
    if shown not in {None, change.index}:
        return "a difference is called a stand"
    stands = [column for column in members if column is not change]
    if relation.whole == change.index and not _oppose(stands, relation, values):
        return "the difference is the sum of the others"
    sizes = {column.index: _size(column.index, relation, values) for column in members}
    saldi = all(column.metric == "saldo" for column in members)  # a saldo may be next to nothing beside its change
    if values and not saldi and sizes[change.index] > 2 * min(sizes[column.index] for column in stands):
        return "the difference is larger than what it compares"
    if _compared_elsewhere(change, stands, columns):
        return "the difference is that of another period"
    return None


def _oppose(stands: Sequence[Claimed], relation: Relation, values: Values) -> bool:
    """Whether one stand is above nothing where the other is below, as saldi may be: then they differ by more."""
    figures = ([values.get((row, column.index)) or Decimal() for column in stands] for row in relation.holds)
    return any(min(row) < 0 < max(row) for row in figures)


def _size(column: int, relation: Relation, values: Values) -> Decimal:
    return sum((abs(values.get((row, column), Decimal())) for row in relation.holds), Decimal())


def _compared_elsewhere(change: Claimed, stands: Sequence[Claimed], columns: Sequence[Claimed]) -> bool:
    """Whether a difference is made of another period than its own, where both stands of its own are there."""
    own = {
        kind_of_stand(column)
        for column in columns
        if not column.differs
        and (column.metric, column.group, column.period) == (change.metric, change.group, change.period)
    }
    return {"plan", "outcome"} <= own and any(column.period not in {None, change.period} for column in stands)


def kind_of_stand(column: Claimed) -> str:
    """Whether a stand is planned or has come about."""
    return "plan" if (column.scenario or "").startswith("begroting") else "outcome"
