"""By which name a relation goes, and which of its columns or rows it computes, given what they are thought to be."""

from __future__ import annotations

from tasks.judge.model import Axis, Claimed, Constraint, Line, Relation, Sheet

BOOKED = {"baten", "lasten"}


class Names:
    """What is thought of the columns and rows that a relation relates."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows = {row.index: row for row in sheet.rows}
        self._columns = {column.index: column for column in sheet.columns}

    def rows(self, relation: Relation) -> list[Line]:
        """The rows of a relation, in its order."""
        return [self._rows[index] for index, _ in relation.terms if index in self._rows]

    def columns(self, relation: Relation) -> list[Claimed]:
        """The columns of a relation, in its order."""
        return [self._columns[index] for index, _ in relation.terms if index in self._columns]

    def kind_of(self, relation: Relation) -> Constraint:
        """By which name a relation goes, given what its columns or rows are thought to be."""
        if relation.axis is Axis.ROWS:
            sides = {row.metric for row in self.rows(relation)} >= BOOKED and not self._adds_one_side(relation)
            return Constraint.SALDO if sides else Constraint.ROW_TOTAL
        columns = self.columns(relation)
        if {"baten", "lasten"} <= {column.metric for column in columns}:
            return Constraint.SALDO
        scenarios = {column.scenario for column in columns}
        if any(column.differs for column in columns):
            changed = {"begroting_primitief", "begroting_gewijzigd"} <= scenarios
            return Constraint.CHANGES if changed else Constraint.DIFFERENCE
        return Constraint.COLUMN_TOTAL if len(scenarios) == 1 else Constraint.DIFFERENCE

    def _adds_one_side(self, relation: Relation) -> bool:
        """Whether rows add up to all lasten or all baten: what was thought of them before their total says less."""
        whole = self._rows.get(relation.whole) if relation.whole is not None else None
        signs = {sign for index, sign in relation.terms if index != relation.whole}
        return whole is not None and whole.metric in BOOKED and len(signs) == 1

    def told(self, relation: Relation) -> int | None:
        """The column or row that its heading or label calls the difference, the saldo or the total."""
        if relation.axis is Axis.ROWS:
            rows = self.rows(relation)
            choices = [
                [row.index for row in rows if row.metric == "saldo"],
                [row.index for row in rows if row.is_total],
            ]
        else:
            columns = self.columns(relation)
            choices = [
                [column.index for column in columns if column.differs],
                [column.index for column in columns if column.metric == "saldo"],
            ]
        return next((found[0] for found in choices if len(found) == 1), None)
