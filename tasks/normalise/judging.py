"""A table before its judge: what was concluded of its columns and rows, and what arithmetic says against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.judge import Claimed, Constraint, Judgement, Line, Outcome, Sheet, Verdict, judge
from tasks.normalise.defaults import COMPARING
from tasks.normalise.grid import Judged, JudgedTable

DOUBTS = {
    Constraint.DISTINCT: "een andere kolom zegt naar haar kop hetzelfde, met andere cijfers",
    Constraint.PERIOD: "een realisatie van een jaar na het document, of een raming van een jaar ervoor, kan niet",
    Constraint.RANGE: "het cijfer valt buiten wat voor deze indicator kan",
}
CONTRADICTED = "de cijfers van de kolommen spreken tegen wat hun koppen zeggen"


def judgement_of(table: JudgedTable, year: int) -> Judgement:
    """What the arithmetic of a table says of it; the figures and columns it contradicts get their doubt."""
    cells = [cell for cell in table.cells if cell.region == "body" and cell.column.kind == "value"]
    cells = [cell for cell in cells if cell.worth.printed is not None or cell.worth.is_empty]
    found = judge(sheet_of(cells, year))
    doubted = dict(_doubts(found))
    for cell in cells:
        place = (cell.cell.row, cell.cell.column)
        cell.doubt = doubted.get(place) or doubted.get(cell.cell.column)
    return found


def sheet_of(cells: Sequence[Judged], year: int) -> Sheet:
    """The figures of a table with what is claimed of their columns and rows."""
    columns = {cell.cell.column: claimed(cell) for cell in cells}
    rows = {cell.cell.row: line(cell) for cell in cells}
    values = {(cell.cell.row, cell.cell.column): cell.worth.printed for cell in cells if cell.worth.printed is not None}
    flags = {(cell.cell.row, cell.cell.column): cell.mark for cell in cells if cell.mark}
    return Sheet(
        tuple(columns[index] for index in sorted(columns)),
        tuple(rows[index] for index in sorted(rows)),
        values,
        flags,
        year,
    )


def claimed(cell: Judged) -> Claimed:
    """What is thought of a column of figures."""
    column = cell.column
    return Claimed(
        column.column,
        column.metric,
        None if cell.table.rows_scenario else column.scenario,
        column.period,
        column.unit,
        is_change=column.scenario in COMPARING,
        group=" ".join((*column.rest, column.subject or "", column.aside or "")).strip() or column.label,
    )


def line(cell: Judged) -> Line:
    """What is thought of a row of figures."""
    row = cell.row
    share = row.indicator is not None and cell.unit == row.indicator.unit == "procent"
    return Line(cell.cell.row, row.path, row.metric, row.is_total, row.unit or cell.unit, is_share=share)


def _doubts(found: Judgement) -> Iterable[tuple[tuple[int, int] | int, str]]:
    """What is doubted, by place or by column."""
    for contradiction in found.contradictions:
        for column in contradiction.columns:
            yield column, CONTRADICTED
    for verdict in found.failed:
        if reason := DOUBTS.get(verdict.constraint):
            yield from ((place, reason) for place in _places(verdict))


def _places(verdict: Verdict) -> Iterable[tuple[int, int] | int]:
    return verdict.columns if verdict.outcome is Outcome.FAILS and verdict.columns else verdict.cells[:1]
