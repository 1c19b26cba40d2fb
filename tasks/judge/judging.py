"""The judge: every constraint of one table, what it proves and what it contradicts."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.judge.claims import distinct, periods
from tasks.judge.deducing import deduced
from tasks.judge.explaining import contradictions
from tasks.judge.instances import verdicts_of
from tasks.judge.model import Axis, Constraint, Judgement, Outcome, Place, Relation, Sheet, Verdict
from tasks.judge.named import named
from tasks.judge.numbers import numbers_of
from tasks.judge.quotients import quotients
from tasks.judge.relations import searched
from tasks.judge.shifted import shifted
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
    found = searched(by_row, by_column, {row.index for row in sheet.rows if row.is_total})
    asked, unborne = named(sheet, by_row, by_column, found)
    known = tuple(without_dominated([*found, *asked]))
    sums = [
        verdict
        for relation in known
        for verdict in verdicts_of(relation, kind_of(relation, sheet), sheet.values, told(relation, sheet))
    ]
    verdicts = (
        *distinct(sheet),
        *periods(sheet),
        *sums,
        *unborne,
        *shifted(sheet, by_column, known),
        *quotients(sheet),
        *sizes(sheet),
        *ranges(sheet),
    )
    proved = proved_by(sheet, verdicts)
    money = money_of(sheet)
    wrong = contradictions(sheet.columns, known, sheet.values)
    return Judgement(verdicts, proved, known, wrong, deduced(sheet, known), len(money), len(money & proved))


def soft(sheet: Sheet) -> tuple[set[int], set[int]]:
    """Rows and columns that need not add up: a client stands in two rows, a verschil has no fixed sign."""
    rows = {row.index for row in sheet.rows if row.metric in NOT_ADDED or row.unit in NOT_ADDED_UNITS}
    columns = {
        column.index
        for column in sheet.columns
        if column.differs or column.metric in NOT_ADDED or column.unit in NOT_ADDED_UNITS
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
    if any(column.differs for column in claimed):
        changed = {"begroting_primitief", "begroting_gewijzigd"} <= scenarios
        return Constraint.CHANGES if changed else Constraint.DIFFERENCE
    return Constraint.COLUMN_TOTAL if len(scenarios) == 1 else Constraint.DIFFERENCE


def told(relation: Relation, sheet: Sheet) -> int | None:
    """The column or row that its heading or label calls the difference, the saldo or the total."""
    if relation.axis is Axis.ROWS:
        rows = [row for row in sheet.rows if row.index in relation.members]
        choices = [[row.index for row in rows if row.metric == "saldo"], [row.index for row in rows if row.is_total]]
    else:
        columns = [column for column in sheet.columns if column.index in relation.members]
        choices = [
            [column.index for column in columns if column.differs],
            [column.index for column in columns if column.metric == "saldo"],
        ]
    return next((found[0] for found in choices if len(found) == 1), None)


def money_of(sheet: Sheet) -> frozenset[Place]:
    """The figures of money: by their row, else by their column."""
    rows = {line.index: line.unit for line in sheet.rows}
    columns = {claimed.index: claimed.unit for claimed in sheet.columns}
    return frozenset(place for place in sheet.values if (rows.get(place[0]) or columns.get(place[1])) == MONEY)
