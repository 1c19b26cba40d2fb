"""The judge: every constraint of one table, what it proves and what it contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tasks.judge.alone import alone
from tasks.judge.claims import distinct, periods
from tasks.judge.deducing import deduced
from tasks.judge.explaining import contradictions
from tasks.judge.instances import cells_of, verdicts_of
from tasks.judge.labelled import labelled
from tasks.judge.model import Axis, Constraint, Judgement, Outcome, Place, Relation, Sheet, Verdict, Weight
from tasks.judge.named import named
from tasks.judge.names import Names
from tasks.judge.numbers import numbers_of
from tasks.judge.quotients import quotients
from tasks.judge.relations import relations, searched
from tasks.judge.shifted import shifted
from tasks.judge.sizes import ranges, sizes
from tasks.judge.triples import without_dominated

MONEY = "EUR"
NOT_ADDED = {"clients", "providers", "amount_per_client", "indicator", "percentage"}
NOT_ADDED_UNITS = {"procent", "cijfer", "ratio"}


def judge(sheet: Sheet) -> Judgement:
    """What the arithmetic of a table says of its figures and of what its columns and rows are thought to be."""
    soft_rows, soft_columns = soft(sheet)
    by_row = numbers_of(sheet.values, soft_rows)
    by_column = by_row.turned(soft_columns)
    totals = {row.index for row in sheet.rows if row.is_total}
    found = searched(by_row, by_column, totals, signed_changes(sheet))
    asked, unborne = named(sheet, by_row, by_column, found)
    asked += labelled(sheet, by_column, [*found, *asked])
    known = tuple(without_dominated([*found, *asked]))
    names = Names(sheet)
    sums = [
        verdict
        for relation in known
        for verdict in verdicts_of(relation, names.kind_of(relation), sheet.values, names.told(relation))
    ]
    verdicts = (
        *distinct(sheet),
        *periods(sheet),
        *sums,
        *unborne,
        *untested_totals(sheet, known),
        *alone(sheet, known, (soft_rows, soft_columns - {column.index for column in sheet.columns if column.differs})),
        *shifted(sheet, by_row, by_column, known),
        *quotients(sheet),
        *ranges(sheet),
    )
    proved = proved_by(sheet, verdicts)
    verdicts += tuple(verdict for verdict in sizes(sheet) if verdict.cells[0] not in proved)  # -5,6 in a sum that fits
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


def signed_changes(sheet: Sheet) -> set[int]:
    """Columns of differences that are printed with their sign: their rows add up, though baten and lasten may not."""
    below = {column for (_, column), value in sheet.values.items() if value < 0}
    return {column.index for column in sheet.columns if column.differs and column.index in below}


def proved_by(sheet: Sheet, verdicts: Iterable[Verdict]) -> frozenset[Place]:
    """The cells of constraints that hold with at least three figures that are not zero."""
    proved: set[Place] = set()
    for verdict in verdicts:
        if verdict.outcome is Outcome.HOLDS:
            solid = [place for place in verdict.cells if sheet.values[place]]
            if len(solid) >= 3:
                proved.update(solid)
    return frozenset(proved)


def weigh(values: Mapping[Place, Decimal]) -> Weight:
    """How much the figures alone say for the way in which they are placed: to compare readings of one text."""
    found = relations(values)
    held = {place for relation in found for place in cells_of(relation, relation.holds) if place in values}
    failed = {place for relation in found for place in cells_of(relation, relation.fails) if place in values}
    return Weight(sum(relation.bits for relation in found), frozenset(held - failed), frozenset(failed - held))


def untested_totals(sheet: Sheet, known: Iterable[Relation]) -> list[Verdict]:
    """The rows that are called totals, but that no sum of rows is known for."""
    tested = {index for relation in known if relation.axis is Axis.ROWS for index in relation.members}
    return [
        Verdict(Constraint.ROW_TOTAL, Outcome.UNTESTED, rows=(row.index,))
        for row in sheet.rows
        if row.is_total and row.index not in tested
    ]


def money_of(sheet: Sheet) -> frozenset[Place]:
    """The figures of money: by their row, else by their column."""
    rows = {line.index: line.unit for line in sheet.rows}
    columns = {claimed.index: claimed.unit for claimed in sheet.columns}
    return frozenset(place for place in sheet.values if (rows.get(place[0]) or columns.get(place[1])) == MONEY)
