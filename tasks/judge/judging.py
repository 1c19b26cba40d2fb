"""The judge: every constraint of one table, what it proves and what it contradicts."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.judge.claims import distinct, periods
from tasks.judge.explaining import contradictions
from tasks.judge.instances import verdicts_of
from tasks.judge.model import Axis, Constraint, Judgement, Outcome, Place, Relation, Sheet, Verdict
from tasks.judge.named import named
from tasks.judge.numbers import numbers_of
from tasks.judge.percents import percents
from tasks.judge.relations import searched
from tasks.judge.sizes import ranges, sizes
from tasks.judge.triples import without_dominated

MONEY = "EUR"
NOT_ADDED = {"clients", "providers", "amount_per_client", "indicator", "percentage"}
NOT_ADDED_UNITS = {"procent", "cijfer"}


def judge(sheet: Sheet) -> Judgement:
    """What the arithmetic of a table says of its figures and of what its columns and rows are thought to be."""
    soft_rows, soft_columns = soft(sheet)
    by_row = numbers_of(sheet.values, soft_rows)
    by_column = by_row.turned(soft_columns)
    found = searched(by_row, by_column)
    asked, unborne = named(sheet, by_row, by_column, found)
    known = tuple(without_dominated([*found, *asked]))
    sums = [verdict for relation in known for verdict in verdicts_of(relation, kind_of(relation, sheet), sheet.values)]
    verdicts = (
        *distinct(sheet),
        *periods(sheet),
        *sums,
        *unborne,
        *percents(sheet),
        *sizes(sheet),
        *ranges(sheet),
    )
    proved = proved_by(sheet, verdicts)
    money = {place for place in sheet.values if is_money(sheet, place)}
    return Judgement(verdicts, proved, known, contradictions(sheet.columns, known), len(money), len(money & proved))


def soft(sheet: Sheet) -> tuple[set[int], set[int]]:
    """Rows and columns that need not add up: a client stands in two rows, a verschil has no fixed sign."""
    rows = {row.index for row in sheet.rows if row.metric in NOT_ADDED or row.unit in NOT_ADDED_UNITS}
    columns = {
        column.index
        for column in sheet.columns
        if column.is_change or column.metric in NOT_ADDED or column.unit in NOT_ADDED_UNITS
    }
    return rows, columns


def proved_by(sheet: Sheet, verdicts: Iterable[Verdict]) -> frozenset[Place]:
    """The cells of constraints that hold with at least three figures that are not zero."""
    proved: set[Place] = set()
    for verdict in verdicts:
        if verdict.outcome is Outcome.HOLDS:
            solid = [place for place in verdict.cells if sheet.values[place]]
            if len(solid) >= 3:
                proved.update(solid)
    return frozenset(proved)


def kind_of(relation: Relation, sheet: Sheet) -> Constraint:
    """By which name a relation goes, given what its columns or rows are thought to be."""
    if relation.axis is Axis.ROWS:
        metrics = {row.metric for row in sheet.rows if row.index in relation.members}
        return Constraint.SALDO if {"baten", "lasten"} <= metrics else Constraint.ROW_TOTAL
    claimed = [column for column in sheet.columns if column.index in relation.members]
    metrics = {column.metric for column in claimed}
    if {"baten", "lasten"} <= metrics:
        return Constraint.SALDO
    scenarios = {column.scenario for column in claimed}
    if any(column.is_change for column in claimed):
        changed = {"begroting_primitief", "begroting_gewijzigd"} <= scenarios
        return Constraint.CHANGES if changed else Constraint.DIFFERENCE
    return Constraint.COLUMN_TOTAL if len(scenarios) == 1 else Constraint.DIFFERENCE


def is_money(sheet: Sheet, place: Place) -> bool:
    """Whether a figure is one of money: by its row, else by its column."""
    row = {line.index: line.unit for line in sheet.rows}.get(place[0])
    column = {claimed.index: claimed.unit for claimed in sheet.columns}.get(place[1])
    return (row or column) == MONEY
