"""A table before its judge: what arithmetic says of its columns and rows that they leave open, and what against them.

What is deduced becomes a ground; what is contradicted leaves the figures concerned in doubt. A sum that does not come
out is a finding and no doubt: documents hold wrong sums of right figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.judge import Axis, Claimed, Deduced, Judgement, Line, Role, Sheet, Told, findings_of, judge
from tasks.model import Document, Ground, Kind
from tasks.normalise.grid import Judged, JudgedTable
from tasks.normalise.parts import name_parts, open_added
from tasks.normalise.recognised import doubt_unproved, read_anew

MISPLACED = "row is misplaced"
# Findings that mean that a figure stands under the wrong heading, in the wrong row or in the wrong scale.
DOUBTED = {
    "columns say the same": "een andere kolom zegt naar haar kop hetzelfde, met andere cijfers",
    "period against scenario": "wat de kop zegt, kan niet van dat jaar zijn",
    "headings against arithmetic": "de cijfers van de kolommen spreken tegen wat hun koppen zeggen",
    "figure of another size": "het bedrag is duizend keer zo groot of klein als de andere van zijn rij",
    "share out of range": "het cijfer valt buiten wat een aandeel kan zijn",
    MISPLACED: "de rij lijkt een kolom verschoven te staan",
}
WHOLE = 100  # percent, of which a share is a part
METRICS = {Role.BATEN: "baten", Role.LASTEN: "lasten", Role.SALDO: "saldo"}


@dataclass(frozen=True, slots=True)
class Judging:
    """What the judge said of one table, and what of it is to be told."""

    judgement: Judgement
    told: tuple[Told, ...] = ()


def judged_by_arithmetic(table: JudgedTable, document: Document) -> Judging:
    """Has a table judged; its cells get what is deduced of them, and their doubt."""
    body = [cell for cell in table.cells if cell.region == "body" and cell.column.kind == "value"]
    cells, sheet, found = _judged(body, document)
    if read_anew(body, sheet, found):
        cells, sheet, found = _judged(body, document)
    for deduced in found.deduced:
        _conclude(deduced, cells)
    name_parts(cells, found.relations)
    open_added(cells, found.relations)
    headings = {cell.cell.column: cell.column.label for cell in cells}
    told = tuple(findings_of(found, sheet, headings))
    doubted = {place: DOUBTED[one.kind] for one in told if one.kind in DOUBTED for place in _places(one)}
    for cell in cells:
        cell.doubt = doubted.get((cell.cell.row, cell.cell.column)) or doubted.get(cell.cell.column)
    doubt_unproved(table.cells, cells, sheet, found)
    return Judging(found, told)


def _judged(body: Iterable[Judged], document: Document) -> tuple[list[Judged], Sheet, Judgement]:
    """The figures of a table, as the judge is given them, and its judgement."""
    cells = [cell for cell in body if cell.worth.printed is not None or cell.worth.is_empty]
    sheet = sheet_of(cells, document)
    return cells, sheet, judge(sheet)


def sheet_of(cells: Sequence[Judged], document: Document) -> Sheet:
    """The figures of a table with what is claimed of their columns and rows."""
    figures = [cell for cell in cells if cell.worth.printed is not None]
    no_percents = {cell.cell.column for cell in figures if not cell.worth.has_percent}
    columns = {
        cell.cell.column: claimed(cell) if cell.cell.column in no_percents else replace(claimed(cell), unit="procent")
        for cell in cells
    }
    rows = {cell.cell.row: line(cell) for cell in cells}
    return Sheet(
        tuple(columns[index] for index in sorted(columns)),
        tuple(rows[index] for index in sorted(rows)),
        {(cell.cell.row, cell.cell.column): cell.worth.printed for cell in figures if cell.worth.printed is not None},
        {(cell.cell.row, cell.cell.column): cell.mark for cell in cells if cell.mark},
        document.year,
        document.year - 2 if document.kind is Kind.BEGROTING else None,  # the year before it is still running
    )


def claimed(cell: Judged) -> Claimed:
    """What is thought of a column of figures; columns that a year of measuring stands beside differ in their words."""
    column = cell.column
    told_apart = column.label if cell.measured else ""
    return Claimed(
        column.column,
        column.metric,
        None if cell.table.rows_scenario else column.scenario,
        column.period,
        column.unit,
        is_change=column.scenario == "verschil" or column.aside == "wijziging",
        group=column.about or told_apart,
        is_total=column.total,
    )


def line(cell: Judged) -> Line:
    """What is thought of a row of figures."""
    row = cell.row
    known = row.indicator
    share = known is not None and known.low >= 0 and known.high <= WHOLE and cell.unit == known.unit == "procent"
    return Line(cell.cell.row, row.path, row.metric, row.is_total, row.unit or cell.unit, is_share=share)


def _conclude(deduced: Deduced, cells: Iterable[Judged]) -> None:
    """Gives the cells of a column or row what arithmetic says of it, where nothing else does."""
    for cell in cells:
        at = cell.cell.column if deduced.axis is Axis.COLUMNS else cell.cell.row
        if at != deduced.index:
            continue
        may_tell = cell.column.label or cell.metric in {None, "amount"}  # a row goes before a column that says nothing
        reserved = cell.row.metric == "reserves"  # what is left of them is no saldo
        if (metric := METRICS.get(deduced.role)) and may_tell and not reserved:
            cell.metric, cell.grounds = metric, replace(cell.grounds, metric=Ground.ARITHMETIC)
        changes = cell.column.aside == "wijziging" and deduced.role is not Role.MOVEMENT
        if deduced.scenario and cell.scenario is None and not changes:
            cell.scenario, cell.grounds = deduced.scenario, replace(cell.grounds, scenario=Ground.ARITHMETIC)
            if deduced.period and cell.period is None:
                cell.period, cell.grounds = deduced.period, replace(cell.grounds, period=Ground.ARITHMETIC)


def _places(told: Told) -> Iterable[tuple[int, int] | int]:
    """What is in doubt: all of a row that is misplaced, else the figure that is told."""
    return told.columns or (told.cells if told.kind == MISPLACED else told.cells[:1])
