"""What arithmetic says of a column or row by itself: a ground for what its heading leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tasks.judge.borne_out import SURE
from tasks.judge.explaining import SALDO, kind_of_stand, shown_difference
from tasks.judge.model import Axis, Claimed, Deduced, Line, Relation, Role, Sheet

MOST_OTHERWISE = 5  # figures of a side of the books to one of the other sign: a booking that is undone
FEWEST_SIGNED = 3  # figures above and below zero, so that signs tell columns apart


def deduced(sheet: Sheet, known: Iterable[Relation]) -> tuple[Deduced, ...]:
    """Differences, saldi and totals that are borne out, of columns and rows that do not say so themselves."""
    columns = {column.index: column for column in sheet.columns}
    rows = {row.index: row for row in sheet.rows}
    return tuple(
        found
        for relation in known
        if relation.bits >= SURE
        for found in (
            _of_columns(relation, columns, sheet) if relation.axis is Axis.COLUMNS else _of_rows(relation, rows)
        )
    )


def _of_columns(relation: Relation, columns: Mapping[int, Claimed], sheet: Sheet) -> Iterator[Deduced]:
    members = [columns.get(index, Claimed(index)) for index, _ in relation.terms]
    open_ones = [column for column in members if column.scenario is None and not column.differs]
    if len(members) != 3:
        return
    shown = shown_difference(relation, sheet.values)
    if found := _movement(members, shown):
        yield found
    elif not open_ones:
        return
    elif len(open_ones) == len(members) and not any(column.metric for column in members):
        yield from _booked(relation, sheet)
    elif len(open_ones) == 1:
        told = [column for column in members if column is not open_ones[0]]
        if found := _third(relation, open_ones[0], told, shown):
            yield found
    elif shown in {column.index for column in open_ones}:
        others = tuple(column.index for column in members if column.index != shown)
        yield Deduced(Axis.COLUMNS, shown, Role.DIFFERENCE, others)


def _movement(members: Sequence[Claimed], shown: int | None) -> Deduced | None:
    """What 'Mutatie' is beside what there was on two days, or in two years: their difference, of the later one."""
    moved = [column for column in members if column.is_change and column.period is None and column.index == shown]
    stands = [column for column in members if column.period and not column.is_change]
    of_one_kind = {column.scenario for column in stands} in ({None}, {"realisatie"})
    if len(moved) != 1 or len(stands) != 2 or not of_one_kind or stands[0].period == stands[1].period:
        return None
    later = max(column.period or "" for column in stands)
    of = (stands[0].index, stands[1].index)
    return Deduced(Axis.COLUMNS, moved[0].index, Role.MOVEMENT, of, "verschil", later)


def _booked(relation: Relation, sheet: Sheet) -> Iterator[Deduced]:
    """Lasten, baten and saldo of three columns that say nothing: the sides have a sign each, the balance has both.

    A budget and its changes come to no amount below zero. Of the sides that of lasten stands first, and has
    more figures: a taakveld without lasten is rare, one without baten is not. Where both have as many nothing is said.
    """
    first, second, last = sorted(index for index, _ in relation.terms)
    signs = dict(relation.terms)
    one, other, balance = (_signed(sheet, column) for column in (first, second, last))
    sided = all(MOST_OTHERWISE * min(side) <= max(side) for side in (one, other))
    opposed = sided and (one[0] > one[1]) != (other[0] > other[1])
    apart = opposed and min(max(one), max(other), *balance) >= FEWEST_SIGNED and sum(one) > sum(other)
    if apart and signs[first] == signs[second] == -signs[last]:
        for column, role in ((first, Role.LASTEN), (second, Role.BATEN), (last, Role.SALDO)):
            yield Deduced(Axis.COLUMNS, column, role, tuple({first, second, last} - {column}))


def _signed(sheet: Sheet, column: int) -> tuple[int, int]:
    """How many figures of a column are above zero, and how many below."""
    values = [value for (_, at), value in sheet.values.items() if at == column]
    return sum(value > 0 for value in values), sum(value < 0 for value in values)


def _third(relation: Relation, column: Claimed, told: Sequence[Claimed], shown: int | None) -> Deduced | None:
    """What the third of three columns is, where the other two are known."""
    one, other = told
    of = (one.index, other.index)
    if one.group != other.group:
        return None
    if (one.scenario, one.period) == (other.scenario, other.period):
        left = SALDO - {one.metric, other.metric}
        if len(left) == 1 and {one.metric, other.metric} < SALDO:
            return Deduced(Axis.COLUMNS, column.index, Role(left.pop()), of, one.scenario, one.period)
        return None
    if one.metric != other.metric or one.differs or other.differs or relation.whole == column.index:
        return None
    if shown == column.index or _compared(one, other):
        period = one.period if one.period == other.period else None
        return Deduced(Axis.COLUMNS, column.index, Role.DIFFERENCE, of, "verschil", period)
    return None


def _compared(one: Claimed, other: Claimed) -> bool:
    """Whether two stands are those that documents compare: plan and outcome, or a budget before and after."""
    scenarios = {one.scenario, other.scenario}
    versions = scenarios == {"begroting_primitief", "begroting_gewijzigd"}
    return one.period == other.period and (versions or kind_of_stand(one) != kind_of_stand(other))


def _of_rows(relation: Relation, rows: Mapping[int, Line]) -> Iterator[Deduced]:
    members = [rows[index] for index, _ in relation.terms if index in rows]
    metrics = {row.metric for row in members}
    open_ones = [row for row in members if row.metric is None]
    if len(members) == 3 and len(open_ones) == 1 and len(metrics & SALDO) == 2:
        left = SALDO - metrics
        others = tuple(row.index for row in members if row is not open_ones[0])
        yield Deduced(Axis.ROWS, open_ones[0].index, Role(left.pop()), others)
    sums = {sign for index, sign in relation.terms if index != relation.whole}
    whole = rows.get(relation.whole) if relation.whole is not None else None
    if whole and not whole.is_total and len(sums) == 1 and len(metrics & SALDO) < 2:
        others = tuple(index for index, _ in relation.terms if index != whole.index)
        yield Deduced(Axis.ROWS, whole.index, Role.TOTAL, others)
